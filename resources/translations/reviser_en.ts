<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>CountsPopup</name>
    <message numerus="yes">
      <source>%Ln minutes</source>
      <translation>
        <numerusform>%Ln minute</numerusform>
        <numerusform>%Ln minutes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>DocumentTab</name>
    <message numerus="yes">
      <source>%Ln undecided</source>
      <translation>
        <numerusform>%Ln undecided</numerusform>
        <numerusform>%Ln undecided</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message numerus="yes">
      <source>%Ln edits</source>
      <translation>
        <numerusform>%Ln edit</numerusform>
        <numerusform>%Ln edits</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln edits chosen</source>
      <translation>
        <numerusform>%Ln edit chosen</numerusform>
        <numerusform>%Ln edits chosen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln edits left out, because they touch masked text</source>
      <translation>
        <numerusform>%Ln edit left out, because it touches masked text</numerusform>
        <numerusform>%Ln edits left out, because they touch masked text</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln left out, because they are inconsistent</source>
      <translation>
        <numerusform>%Ln left out, because it is inconsistent</numerusform>
        <numerusform>%Ln left out, because they are inconsistent</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln left out, because this format needs their text</source>
      <translation>
        <numerusform>%Ln left out, because this format needs its text</numerusform>
        <numerusform>%Ln left out, because this format needs their text</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln other saves of the same sessions left out</source>
      <translation>
        <numerusform>%Ln other save of the same session left out</numerusform>
        <numerusform>%Ln other saves of the same sessions left out</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln passages left out, because they contain what reads as a tag of the format</source>
      <translation>
        <numerusform>%Ln passage left out, because it contains what reads as a tag of the format</numerusform>
        <numerusform>%Ln passages left out, because they contain what reads as a tag of the format</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln rows</source>
      <translation>
        <numerusform>%Ln row</numerusform>
        <numerusform>%Ln rows</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln sessions checked</source>
      <translation>
        <numerusform>%Ln session checked</numerusform>
        <numerusform>%Ln sessions checked</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln without text, unchecked</source>
      <translation>
        <numerusform>%Ln without text, unchecked</numerusform>
        <numerusform>%Ln without text, unchecked</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>FindController</name>
    <message numerus="yes">
      <source>%Ln replaced.</source>
      <translation>
        <numerusform>%Ln replaced.</numerusform>
        <numerusform>%Ln replaced.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>History</name>
    <message numerus="yes">
      <source>%Ln accepted</source>
      <translation>
        <numerusform>%Ln accepted</numerusform>
        <numerusform>%Ln accepted</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln differences</source>
      <translation>
        <numerusform>%Ln difference</numerusform>
        <numerusform>%Ln differences</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln proposals</source>
      <translation>
        <numerusform>%Ln proposal</numerusform>
        <numerusform>%Ln proposals</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln proposed, none decided</source>
      <translation>
        <numerusform>%Ln proposed, none decided</numerusform>
        <numerusform>%Ln proposed, none decided</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln rejected</source>
      <translation>
        <numerusform>%Ln rejected</numerusform>
        <numerusform>%Ln rejected</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln rewritten</source>
      <translation>
        <numerusform>%Ln rewritten</numerusform>
        <numerusform>%Ln rewritten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln words</source>
      <translation>
        <numerusform>%Ln word</numerusform>
        <numerusform>%Ln words</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Changed by another program: %Ln places</source>
      <translation>
        <numerusform>Changed by another program: %Ln place</numerusform>
        <numerusform>Changed by another program: %Ln places</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Taken over: %Ln edits</source>
      <translation>
        <numerusform>Taken over: %Ln edit</numerusform>
        <numerusform>Taken over: %Ln edits</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Typed: %Ln changes</source>
      <translation>
        <numerusform>Typed: %Ln change</numerusform>
        <numerusform>Typed: %Ln changes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ImportDialog</name>
    <message numerus="yes">
      <source>{done} of %Ln sessions …</source>
      <translation>
        <numerusform>{done} of %Ln session …</numerusform>
        <numerusform>{done} of %Ln sessions …</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln sessions read …</source>
      <translation>
        <numerusform>%Ln session read …</numerusform>
        <numerusform>%Ln sessions read …</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln came without their text: they can be counted and exported, not decided.</source>
      <translation>
        <numerusform>%Ln came without its text: it can be counted and exported, not decided.</numerusform>
        <numerusform>%Ln came without their text: they can be counted and exported, not decided.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln records are damaged and were left out.</source>
      <translation>
        <numerusform>%Ln record is damaged and was left out.</numerusform>
        <numerusform>%Ln records are damaged and were left out.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln sessions imported.</source>
      <translation>
        <numerusform>%Ln session imported.</numerusform>
        <numerusform>%Ln sessions imported.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln existed already.</source>
      <translation>
        <numerusform>%Ln existed already.</numerusform>
        <numerusform>%Ln existed already.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Inspector</name>
    <message numerus="yes">
      <source>Accept all %Ln like this</source>
      <translation>
        <numerusform>Accept %Ln like this</numerusform>
        <numerusform>Accept all %Ln like this</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Also %Ln elsewhere: accept all</source>
      <translation>
        <numerusform>Also %Ln elsewhere: accept it too</numerusform>
        <numerusform>Also %Ln elsewhere: accept all</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>One decision for %Ln changes that belong together.</source>
      <translation>
        <numerusform>One decision for %Ln change.</numerusform>
        <numerusform>One decision for %Ln changes that belong together.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Reject all %Ln like this</source>
      <translation>
        <numerusform>Reject %Ln like this</numerusform>
        <numerusform>Reject all %Ln like this</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LibraryDialog</name>
    <message numerus="yes">
      <source>%Ln documents</source>
      <translation>
        <numerusform>%Ln document</numerusform>
        <numerusform>%Ln documents</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln documents restored.</source>
      <translation>
        <numerusform>%Ln document restored.</numerusform>
        <numerusform>%Ln documents restored.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln documents deleted.</source>
      <translation>
        <numerusform>%Ln document deleted.</numerusform>
        <numerusform>%Ln documents deleted.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LibraryTable</name>
    <message numerus="yes">
      <source>{decided} of %Ln proposals, in all rounds</source>
      <translation>
        <numerusform>{decided} of %Ln proposal, in all rounds</numerusform>
        <numerusform>{decided} of %Ln proposals, in all rounds</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>In work: %Ln to decide</source>
      <translation>
        <numerusform>In work: %Ln to decide</numerusform>
        <numerusform>In work: %Ln to decide</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>PassageDialog</name>
    <message numerus="yes">
      <source>%Ln undecided proposals of this round lapse.</source>
      <translation>
        <numerusform>%Ln undecided proposal of this round lapses.</numerusform>
        <numerusform>%Ln undecided proposals of this round lapse.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>QueueDialog</name>
    <message numerus="yes">
      <source>%Ln more to be queued …</source>
      <translation>
        <numerusform>%Ln more to be queued …</numerusform>
        <numerusform>%Ln more to be queued …</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln not queued:</source>
      <translation>
        <numerusform>%Ln not queued:</numerusform>
        <numerusform>%Ln not queued:</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln queued.</source>
      <translation>
        <numerusform>%Ln queued.</numerusform>
        <numerusform>%Ln queued.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln existed already.</source>
      <translation>
        <numerusform>%Ln existed already.</numerusform>
        <numerusform>%Ln existed already.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Said</name>
    <message numerus="yes">
      <source>%Ln dropped</source>
      <translation>
        <numerusform>%Ln dropped</numerusform>
        <numerusform>%Ln dropped</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln frozen</source>
      <translation>
        <numerusform>%Ln frozen</numerusform>
        <numerusform>%Ln frozen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln held back</source>
      <translation>
        <numerusform>%Ln held back</numerusform>
        <numerusform>%Ln held back</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln line ends</source>
      <translation>
        <numerusform>%Ln line end</numerusform>
        <numerusform>%Ln line ends</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln proposals</source>
      <translation>
        <numerusform>%Ln proposal</numerusform>
        <numerusform>%Ln proposals</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln proposals so far</source>
      <translation>
        <numerusform>%Ln proposal so far</numerusform>
        <numerusform>%Ln proposals so far</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln spaces</source>
      <translation>
        <numerusform>%Ln space</numerusform>
        <numerusform>%Ln spaces</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln undecided.</source>
      <translation>
        <numerusform>%Ln undecided.</numerusform>
        <numerusform>%Ln undecided.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Saved with %Ln undecided tracked changes</source>
      <translation>
        <numerusform>Saved with %Ln undecided tracked change</numerusform>
        <numerusform>Saved with %Ln undecided tracked changes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Saved without %Ln undecided proposals</source>
      <translation>
        <numerusform>Saved without %Ln undecided proposal</numerusform>
        <numerusform>Saved without %Ln undecided proposals</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Written to {path}, with %Ln tracked changes.</source>
      <translation>
        <numerusform>Written to {path}, with %Ln tracked change.</numerusform>
        <numerusform>Written to {path}, with %Ln tracked changes.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SearchDialog</name>
    <message numerus="yes">
      <source>%Ln found.</source>
      <translation>
        <numerusform>%Ln found.</numerusform>
        <numerusform>%Ln found.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>More than %Ln found.</source>
      <translation>
        <numerusform>More than %Ln found.</numerusform>
        <numerusform>More than %Ln found.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ServerForm</name>
    <message numerus="yes">
      <source>%Ln models; choose one.</source>
      <translation>
        <numerusform>%Ln model; choose it.</numerusform>
        <numerusform>%Ln models; choose one.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ServersPage</name>
    <message numerus="yes">
      <source>Added %Ln servers that run here.</source>
      <translation>
        <numerusform>Added %Ln server that runs here.</numerusform>
        <numerusform>Added %Ln servers that run here.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message numerus="yes">
      <source>%Ln characters</source>
      <translation>
        <numerusform>%Ln character</numerusform>
        <numerusform>%Ln characters</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SidePanel</name>
    <message numerus="yes">
      <source>%Ln remarks</source>
      <translation>
        <numerusform>%Ln remark</numerusform>
        <numerusform>%Ln remarks</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Steps</name>
    <message numerus="yes">
      <source>accept %Ln edits</source>
      <translation>
        <numerusform>accept %Ln edit</numerusform>
        <numerusform>accept %Ln edits</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>reject %Ln edits</source>
      <translation>
        <numerusform>reject %Ln edit</numerusform>
        <numerusform>reject %Ln edits</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>rewrite %Ln edits</source>
      <translation>
        <numerusform>rewrite %Ln edit</numerusform>
        <numerusform>rewrite %Ln edits</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>take back %Ln edits</source>
      <translation>
        <numerusform>take back %Ln edit</numerusform>
        <numerusform>take back %Ln edits</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>WordCount</name>
    <message numerus="yes">
      <source>%Ln words</source>
      <translation>
        <numerusform>%Ln word</numerusform>
        <numerusform>%Ln words</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{part} of %Ln words</source>
      <translation>
        <numerusform>{part} of %Ln word</numerusform>
        <numerusform>{part} of %Ln words</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Workspace</name>
    <message numerus="yes">
      <source>%Ln proposals listed.</source>
      <translation>
        <numerusform>%Ln proposal listed.</numerusform>
        <numerusform>%Ln proposals listed.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Charted</name>
    <message numerus="yes">
      <source>%Ln of {all} negations of your first draft are gone</source>
      <translation>
        <numerusform>%Ln of {all} negations of your first draft is gone</numerusform>
        <numerusform>%Ln of {all} negations of your first draft are gone</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of {all} names differ from your first draft</source>
      <translation>
        <numerusform>%Ln of {all} names differs from your first draft</numerusform>
        <numerusform>%Ln of {all} names differ from your first draft</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of {all} dates differ from your first draft</source>
      <translation>
        <numerusform>%Ln of {all} dates differs from your first draft</numerusform>
        <numerusform>%Ln of {all} dates differ from your first draft</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of {all} numbers differ from your first draft</source>
      <translation>
        <numerusform>%Ln of {all} numbers differs from your first draft</numerusform>
        <numerusform>%Ln of {all} numbers differ from your first draft</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>MergingDialog</name>
    <message numerus="yes">
      <source>{name}: {done} of %Ln documents</source>
      <translation>
        <numerusform>{name}: {done} of %Ln document</numerusform>
        <numerusform>{name}: {done} of %Ln documents</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>HistoryTroubleDialog</name>
    <message numerus="yes">
      <source>{done} of %Ln documents</source>
      <translation>
        <numerusform>{done} of %Ln document</numerusform>
        <numerusform>{done} of %Ln documents</numerusform>
      </translation>
    </message>
  </context>
</TS>
