<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>About</name>
    <message>
      <source>About this point</source>
      <translation>Über diesen Punkt</translation>
    </message>
  </context>
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About reviser</source>
      <translation>Über reviser</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Component</source>
      <translation>Teil</translation>
    </message>
    <message>
      <source>Proposes edits to your text round by round and keeps every decision. reviser is licensed under Apache-2.0. Its components are listed below.</source>
      <translation>Schlägt Änderungen an Ihrem Text vor, Runde um Runde, und bewahrt jede Entscheidung. Die eigene Lizenz ist Apache-2.0; darunter steht alles, woraus es besteht.</translation>
    </message>
    <message>
      <source>Full licence text</source>
      <translation>Die Lizenz im Wortlaut</translation>
    </message>
    <message>
      <source>This component does not include the text of its licence ({name}).</source>
      <translation>Dieser Teil kommt ohne den Wortlaut seiner Lizenz; sie heißt {name}.</translation>
    </message>
    <message>
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <source>Components of the program</source>
      <translation>Woraus das Programm besteht</translation>
    </message>
  </context>
  <context>
    <name>Announcer</name>
    <message>
      <source>Round {depth} has begun.</source>
      <translation>Runde {depth} hat begonnen.</translation>
    </message>
  </context>
  <context>
    <name>Application</name>
    <message>
      <source>Something went wrong in the program ({name}); nothing was lost.</source>
      <translation>Im Programm ist etwas schiefgegangen ({name}); nichts ist verloren.</translation>
    </message>
  </context>
  <context>
    <name>DatasetFormats</name>
    <message>
      <source>CSV: a table for spreadsheets</source>
      <translation>CSV: eine Tabelle</translation>
    </message>
    <message>
      <source>DElIteraTeR: tagged (accepted)</source>
      <translation>DElIteraTeR: markiert (angenommen)</translation>
    </message>
    <message>
      <source>IteraTeR, by document (accepted)</source>
      <translation>IteraTeR, Dokumente (angenommen)</translation>
    </message>
    <message>
      <source>IteraTeR, by sentence (accepted)</source>
      <translation>IteraTeR, Sätze (angenommen)</translation>
    </message>
    <message>
      <source>IteraTeR: revisions with intents</source>
      <translation>IteraTeR: Überarbeitungen mit Absichten</translation>
    </message>
    <message>
      <source>JSON lines: one edit per line</source>
      <translation>JSON-Zeilen: eine Änderung je Zeile</translation>
    </message>
    <message>
      <source>M2, by token (accepted)</source>
      <translation>M2, nach Token (angenommen)</translation>
    </message>
    <message>
      <source>Parquet: a folder for load_dataset</source>
      <translation>Parquet: ein Ordner für load_dataset</translation>
    </message>
    <message>
      <source>Preferences, unpaired</source>
      <translation>Präferenzen, ungepaart</translation>
    </message>
    <message>
      <source>Preferences: chosen and rejected</source>
      <translation>Präferenzen: gewählt und abgelehnt</translation>
    </message>
    <message>
      <source>R3: a folder (decided)</source>
      <translation>R3: ein Ordner (entschieden)</translation>
    </message>
    <message>
      <source>R3: decisions of people on edits</source>
      <translation>R3: Entscheidungen von Menschen über Änderungen</translation>
    </message>
    <message>
      <source>Sessions exported by reviser</source>
      <translation>Von reviser exportierte Sitzungen</translation>
    </message>
    <message>
      <source>Sessions: complete, can be imported again</source>
      <translation>Sitzungen: alles, zum Importieren</translation>
    </message>
    <message>
      <source>Successive drafts of documents</source>
      <translation>Aufeinanderfolgende Fassungen</translation>
    </message>
    <message>
      <source>Tracked changes of documents</source>
      <translation>Verfolgte Änderungen in Dokumenten</translation>
    </message>
    <message>
      <source>Requests to models</source>
      <translation>Anfragen an Modelle</translation>
    </message>
  </context>
  <context>
    <name>Messages</name>
    <message>
      <source>--cluster needs Dask: pip install 'reviser[cluster]'.</source>
      <translation>--cluster braucht Dask: pip install 'reviser[cluster]'.</translation>
    </message>
    <message>
      <source>A context of {context} tokens is too small for {model}; set a larger one for the server.</source>
      <translation>Ein Kontext von {context} Tokens ist zu klein für {model}; stellen Sie beim Server einen größeren ein.</translation>
    </message>
    <message>
      <source>A document needs a name.</source>
      <translation>Ein Dokument braucht einen Namen.</translation>
    </message>
    <message>
      <source>A document was revised during the merge: merge again to continue.</source>
      <translation>Ein Dokument wurde dort, wohin zusammengeführt wird, inzwischen überarbeitet: Führen Sie noch einmal zusammen, um fortzufahren.</translation>
    </message>
    <message>
      <source>A source is for chat models: name one with --reviser.</source>
      <translation>Eine Quelle ist für Chat-Modelle: Nennen Sie eines mit --reviser.</translation>
    </message>
    <message>
      <source>A tagger of grammatical errors marked this.</source>
      <translation>Ein Modell, das grammatische Fehler kennzeichnet, hat das markiert.</translation>
    </message>
    <message>
      <source>A {kind} checkpoint needs --{role} FOLDER beside it.</source>
      <translation>Ein Checkpoint der Art {kind} braucht --{role} ORDNER daneben.</translation>
    </message>
    <message>
      <source>A {kind} checkpoint takes no --{role}.</source>
      <translation>Ein Checkpoint der Art {kind} nimmt kein --{role}.</translation>
    </message>
    <message>
      <source>A {kind} checkpoint takes no --instruction.</source>
      <translation>Ein Checkpoint der Art {kind} nimmt kein --instruction.</translation>
    </message>
    <message>
      <source>{folder} holds a {model_type} model, and --{role} is for {types}: name another.</source>
      <translation>{folder} enthält ein {model_type}-Modell, und --{role} ist für {types}: Nennen Sie ein anderes.</translation>
    </message>
    <message>
      <source>An untitled document</source>
      <translation>Ein Dokument ohne Namen</translation>
    </message>
    <message>
      <source>A file name cannot contain slashes: choose another.</source>
      <translation>Ein Dateiname enthält keine Schrägstriche: Wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>Checkpoints need torch and transformers, which are missing: pip install 'reviser[models]'.</source>
      <translation>Checkpoints brauchen torch und transformers, die fehlen: pip install 'reviser[models]'.</translation>
    </message>
    <message>
      <source>Give the name of a key here, never the key itself: up to {longest} letters, digits, dots, dashes and underscores. The command reviser keys set asks for the key.</source>
      <translation>Hier wird ein Schlüssel benannt, nie angegeben: Sein Name besteht aus höchstens {longest} Buchstaben, Ziffern, Punkten, Binde- und Unterstrichen, und nach dem Schlüssel selbst fragt reviser keys set.</translation>
    </message>
    <message>
      <source>A process of the export was terminated, perhaps because memory ran out: try again.</source>
      <translation>Ein Prozess des Exports wurde von außen beendet; ist der Arbeitsspeicher knapp? Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>A process was terminated twice, perhaps because memory ran out: try again with fewer --jobs.</source>
      <translation>Ein Prozess wurde zweimal von außen beendet; ist der Arbeitsspeicher knapp? Versuchen Sie es mit kleineren --jobs noch einmal.</translation>
    </message>
    <message>
      <source>Another program is downloading or adding a model in {folder}: cancel that first.</source>
      <translation>In {folder} holt oder ergänzt gerade ein Programm ein Modell: Brechen Sie das erst ab.</translation>
    </message>
    <message>
      <source>A round is running; wait for it, or cancel it first.</source>
      <translation>Eine Runde läuft; warten Sie, bis sie endet, oder brechen Sie sie erst ab.</translation>
    </message>
    <message>
      <source>A server's name consists of up to {longest} letters, digits, dots, dashes and underscores: choose another.</source>
      <translation>Der Name eines Servers besteht aus höchstens {longest} Buchstaben, Ziffern, Punkten, Binde- und Unterstrichen: Wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>A text is too large for the history: it can hold texts of up to one billion bytes.</source>
      <translation>Ein Text ist zu groß für den Verlauf: Er fasst Texte von bis zu einer Milliarde Bytes.</translation>
    </message>
    <message>
      <source>In the strategy {name} nobody judges: leave out --judge.</source>
      <translation>Im Vorgehen {name} urteilt niemand: Lassen Sie --judge weg.</translation>
    </message>
    <message>
      <source>In the strategy {name} one reviser proposes: --with is for ensemble and screws.</source>
      <translation>Im Vorgehen {name} schlägt ein Lektor vor: --with ist für ensemble und screws.</translation>
    </message>
    <message>
      <source>{name} would propose twice: name another reviser with --with.</source>
      <translation>{name} würde zweimal vorschlagen: Nennen Sie mit --with einen anderen Lektor.</translation>
    </message>
    <message>
      <source>A vote is among several revisers: name another with --with.</source>
      <translation>Abgestimmt wird unter mehreren Lektoren: Nennen Sie mit --with einen weiteren.</translation>
    </message>
    <message>
      <source>In the strategy {name} “{judge}” cannot judge: name a chat model with --judge.</source>
      <translation>Im Vorgehen {name} kann „{judge}“ nicht urteilen: Nennen Sie ein Chat-Modell mit --judge.</translation>
    </message>
    <message>
      <source>Loading {name} ({size:.1f} GB of memory) …</source>
      <translation>{name} wird geladen ({size:.1f} GB Arbeitsspeicher) …</translation>
    </message>
    <message>
      <source>The checkpoint in {folder} cannot be loaded: it is damaged, or of another kind ({reason}).</source>
      <translation>Der Checkpoint in {folder} kann nicht geladen werden: Er ist beschädigt oder von anderer Art ({reason}).</translation>
    </message>
    <message>
      <source>The checkpoint in {folder} lacks weights ({names}): it is of another kind, or damaged.</source>
      <translation>Dem Checkpoint in {folder} fehlen Gewichte ({names}): Er ist von anderer Art oder beschädigt.</translation>
    </message>
    <message>
      <source>The model marked this for {intent}.</source>
      <translation>Das Modell hat das für {intent} markiert.</translation>
    </message>
    <message>
      <source>The model was asked to revise for {intent}.</source>
      <translation>Das Modell sollte für {intent} überarbeiten.</translation>
    </message>
    <message>
      <source>The model was told: {instruction}.</source>
      <translation>Dem Modell wurde gesagt: {instruction}.</translation>
    </message>
    <message>
      <source>The rows of {path} have no references (edits), so nothing can be measured: write the processed data with to_json of the datasets library, not with --write_to_jsonl.</source>
      <translation>Die Zeilen von {path} haben keine Referenzen (edits), also lässt sich nichts messen: Schreiben Sie die aufbereiteten Daten mit to_json der Bibliothek datasets, nicht mit --write_to_jsonl.</translation>
    </message>
    <message>
      <source>The strategy {name} asks a chat model: name one with --reviser.</source>
      <translation>Das Vorgehen {name} fragt ein Chat-Modell: Nennen Sie eines mit --reviser.</translation>
    </message>
    <message>
      <source>The strategy {name} needs somebody who judges: name a chat model with --judge.</source>
      <translation>Das Vorgehen {name} braucht jemanden, der urteilt: Nennen Sie ein Chat-Modell mit --judge.</translation>
    </message>
    <message>
      <source>The strategy {name} needs somebody who judges: name a chat model, “model” or “vote” with --judge.</source>
      <translation>Das Vorgehen {name} braucht jemanden, der urteilt: Nennen Sie ein Chat-Modell, „model“ oder „vote“ mit --judge.</translation>
    </message>
    <message>
      <source>The weights in {folder} are pickled, and you have not allowed that: add the checkpoint again with --allow-pickle, or save it as safetensors.</source>
      <translation>Die Gewichte in {folder} sind Pickles, und das haben Sie nicht erlaubt: Fügen Sie den Checkpoint noch einmal mit --allow-pickle hinzu, oder speichern Sie ihn als safetensors.</translation>
    </message>
    <message>
      <source>The weights in {folder} are pickled. They are read by torch's reader for weights alone, which runs no code; say that you want that with --allow-pickle, or save them as safetensors.</source>
      <translation>Die Gewichte in {folder} sind Pickles. Gelesen werden sie von torchs Leser nur für Gewichte, der keinen Code ausführt; sagen Sie mit --allow-pickle, dass Sie das wollen, oder speichern Sie sie als safetensors.</translation>
    </message>
    <message>
      <source>There is a checkpoint {name} already: give another --name, or remove it.</source>
      <translation>Es gibt schon einen Checkpoint {name}: Geben Sie einen anderen mit --name, oder entfernen Sie ihn.</translation>
    </message>
    <message>
      <source>There is no checkpoint {name}: reviser models add FOLDER --kind KIND.</source>
      <translation>Es gibt keinen Checkpoint {name}: reviser models add ORDNER --kind ART.</translation>
    </message>
    <message>
      <source>There is no checkpoint {name}: there are {names}.</source>
      <translation>Es gibt keinen Checkpoint {name}, es gibt {names}.</translation>
    </message>
    <message>
      <source>There is no kind of checkpoint {code}: there are {codes}.</source>
      <translation>Es gibt keine Art von Checkpoint {code}, es gibt {codes}.</translation>
    </message>
    <message>
      <source>This document cannot be saved as a {suffix} file: use the suffix {own}.</source>
      <translation>Aus diesem Dokument lässt sich keine {suffix}-Datei machen: Speichern Sie es mit der Endung {own}.</translation>
    </message>
    <message>
      <source>Reading stopped after {most} damaged lines.</source>
      <translation>Nach {most} beschädigten Zeilen wurde der Rest nicht gelesen.</translation>
    </message>
    <message>
      <source>The address must not contain ? or # (except ?api-version=…): store a key with reviser keys set.</source>
      <translation>Eine Adresse endet hier vor jedem ? oder # (nur ?api-version=… darf folgen): Hinterlegen Sie einen Schlüssel mit reviser keys set.</translation>
    </message>
    <message>
      <source>The address must not contain a user or password: store the key with reviser keys set.</source>
      <translation>Eine Adresse enthält hier weder Benutzer noch Passwort: Hinterlegen Sie den Schlüssel mit reviser keys set.</translation>
    </message>
    <message>
      <source>An old backup of {path} could not be deleted: {reason}.</source>
      <translation>Eine alte Sicherung von {path} ließ sich nicht löschen: {reason}.</translation>
    </message>
    <message>
      <source>Another run writes to the report {path}: wait for it, or name another with --report.</source>
      <translation>Ein anderer Lauf schreibt in den Bericht {path}: Warten Sie auf ihn, oder nennen Sie mit --report einen anderen.</translation>
    </message>
    <message>
      <source>Anthropic's format has no JSON without a schema: ask for plain text.</source>
      <translation>Das Format von Anthropic kennt kein JSON ohne Schema: Verlangen Sie reinen Text.</translation>
    </message>
    <message>
      <source>Choose a model for {server}; it offers {count}.</source>
      <translation>Wählen Sie ein Modell für {server}; angeboten werden {count}.</translation>
    </message>
    <message>
      <source>Choose a model: {models}.</source>
      <translation>Wählen Sie ein Modell: {models}.</translation>
    </message>
    <message numerus="yes">
      <source>Dropped {n:,} late proposals of a round that was undone.</source>
      <translation>
        <numerusform>{n:,} verspäteter Vorschlag einer rückgängig gemachten Runde ist verworfen.</numerusform>
        <numerusform>{n:,} verspätete Vorschläge einer rückgängig gemachten Runde sind verworfen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Some of your settings in {path} are not valid, so the defaults are used: {entries}.</source>
      <translation>In Ihren Einstellungen ({path}) ergeben diese keinen Sinn, darum gelten die üblichen: {entries}.</translation>
    </message>
    <message>
      <source>In {path}, an entry of “models” has no “model”: correct it.</source>
      <translation>In {path} fehlt einer Zeile von „models“ ihr „model“: Berichtigen Sie sie.</translation>
    </message>
    <message>
      <source>In {path}, a price or ceiling is not an amount of money: write it like 0.25.</source>
      <translation>In {path} ist ein Preis oder eine Obergrenze kein Geldbetrag: Schreiben Sie ihn wie 0.25.</translation>
    </message>
    <message>
      <source>In {path}, the price of {model} lacks “in” or “out”: add it.</source>
      <translation>In {path} fehlt dem Preis von {model} „in“ oder „out“: Ergänzen Sie es.</translation>
    </message>
    <message>
      <source>In {path}, “models” must be a list and “ceiling” an object: correct the file, or remove it.</source>
      <translation>In {path} ist „models“ eine Liste und „ceiling“ ein Objekt: Berichtigen oder entfernen Sie die Datei.</translation>
    </message>
    <message>
      <source>There is half of a character ({code}) in {where}, which cannot be sent to {name}: remove it.</source>
      <translation>In {where} ist ein halbes Zeichen ({code}), das sich nicht an {name} senden lässt: Nehmen Sie es heraus.</translation>
    </message>
    <message>
      <source>There is half of a character in {where}, which cannot be sent to {name}: remove it.</source>
      <translation>In {where} ist ein halbes Zeichen, das sich nicht an {name} senden lässt: Nehmen Sie es heraus.</translation>
    </message>
    <message>
      <source>It and another accepted edit change the same place.</source>
      <translation>Diese und eine andere angenommene Änderung ändern dieselbe Stelle.</translation>
    </message>
    <message>
      <source>Printing failed: the printer or the file does not accept the document. Choose another.</source>
      <translation>Das lässt sich nicht drucken: Der Drucker oder die Datei nimmt es nicht an. Wählen Sie etwas anderes.</translation>
    </message>
    <message>
      <source>It did not answer within {seconds:g} seconds: it may be busy with another request, or still loading its model. Check the server, or choose a smaller model.</source>
      <translation>Er antwortete nicht innerhalb von {seconds:g} Sekunden: Vielleicht ist er mit einer anderen Anfrage beschäftigt oder lädt sein Modell; sehen Sie nach dem Server, oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
      <source>It does not begin with S.</source>
      <translation>Er beginnt nicht mit S.</translation>
    </message>
    <message>
      <source>It takes precedence over the one in the keyring.</source>
      <translation>Er geht dem im Schlüsselbund vor.</translation>
    </message>
    <message>
      <source>It has no list of edits (doc.edit_actions).</source>
      <translation>Die Liste der Änderungen fehlt (doc.edit_actions).</translation>
    </message>
    <message>
      <source>It has no round (rev_depth_1).</source>
      <translation>Die Runde fehlt (rev_depth_1).</translation>
    </message>
    <message>
      <source>It has no text (doc.before_revision).</source>
      <translation>Der Text fehlt (doc.before_revision).</translation>
    </message>
    <message>
      <source>It holds neither a list of edits nor a document.</source>
      <translation>Das enthält weder eine Liste von Änderungen noch ein Dokument.</translation>
    </message>
    <message>
      <source>It is a damaged history, which is never written to: delete the file if you do not need it.</source>
      <translation>Das ist ein beschädigter Verlauf, in den nie geschrieben wird: Löschen Sie die Datei, wenn Sie sie nicht mehr brauchen.</translation>
    </message>
    <message>
      <source>It is in UTF-16: save it in UTF-8.</source>
      <translation>Das ist in UTF-16: Speichern Sie es in UTF-8.</translation>
    </message>
    <message>
      <source>It is not CSV in UTF-8: {problem}.</source>
      <translation>Das ist kein CSV in UTF-8: {problem}.</translation>
    </message>
    <message>
      <source>It is not Parquet: {problem}.</source>
      <translation>Das ist kein Parquet: {problem}.</translation>
    </message>
    <message>
      <source>It is not UTF-8: {problem}.</source>
      <translation>Das ist kein UTF-8: {problem}.</translation>
    </message>
    <message>
      <source>It is not a line of a sessions export.</source>
      <translation>Das ist keine Zeile eines Exports von Sitzungen.</translation>
    </message>
    <message>
      <source>It is not JSON: {problem}.</source>
      <translation>Das ist kein JSON: {problem}.</translation>
    </message>
    <message>
      <source>It is not UTF-8 text; save it as UTF-8 first.</source>
      <translation>Das ist kein Text in UTF-8; speichern Sie ihn erst als UTF-8.</translation>
    </message>
    <message>
      <source>It is not an object.</source>
      <translation>Das ist kein Objekt.</translation>
    </message>
    <message>
      <source>It has version {version} of this format, which this version of reviser cannot read.</source>
      <translation>Das ist Version {version} dieses Formats, die dieses reviser nicht kennt.</translation>
    </message>
    <message>
      <source>It rejects every answer format: try another model.</source>
      <translation>Er lehnt jede Form der Antwort ab: Versuchen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>Its type is given as {given}, but its texts make it {type}.</source>
      <translation>Als Typ ist {given} angegeben, und die Texte ergeben {type}.</translation>
    </message>
    <message>
      <source>It gives {before} as the text there, but the text is {stands}.</source>
      <translation>Angegeben ist, dass dort {before} steht, und dort steht {stands}.</translation>
    </message>
    <message>
      <source>Its message: {words}</source>
      <translation>Er sagt: {words}</translation>
    </message>
    <message>
      <source>It was cancelled.</source>
      <translation>Es wurde abgebrochen.</translation>
    </message>
    <message>
      <source>It was stopped.</source>
      <translation>Es wurde angehalten.</translation>
    </message>
    <message>
      <source>The merge was stopped. What was merged is kept; merging again continues from there.</source>
      <translation>Es wurde angehalten. Was bis dahin zusammengeführt war, bleibt; beim nächsten Mal geht es von dort weiter.</translation>
    </message>
    <message>
      <source>Its accept_or_reject is neither Accept nor Reject.</source>
      <translation>accept_or_reject ist weder Accept noch Reject.</translation>
    </message>
    <message>
      <source>Its accepted edits conflict: {problem}.</source>
      <translation>Die angenommenen Änderungen passen nicht zusammen: {problem}.</translation>
    </message>
    <message>
      <source>Its base with the accepted edits does not give its result.</source>
      <translation>Der Ausgangstext mit den angenommenen Änderungen ist nicht das Ergebnis.</translation>
    </message>
    <message>
      <source>Its before is not in the text at its place.</source>
      <translation>before ist nicht, was der Text an dieser Stelle enthält.</translation>
    </message>
    <message>
      <source>Its before or after is not enclosed in &lt;bos&gt; and &lt;eos&gt;.</source>
      <translation>before oder after steht nicht zwischen &lt;bos&gt; und &lt;eos&gt;.</translation>
    </message>
    <message>
      <source>Its before or after is missing or of the wrong type.</source>
      <translation>before oder after fehlt oder ist vom falschen Typ.</translation>
    </message>
    <message>
      <source>Its before, after or places are missing or of the wrong type.</source>
      <translation>before, after oder die Stellen fehlen oder sind vom falschen Typ.</translation>
    </message>
    <message>
      <source>Its before, after or start_char_pos is missing or of the wrong type.</source>
      <translation>before, after oder start_char_pos fehlt oder ist vom falschen Typ.</translation>
    </message>
    <message>
      <source>Its before_revision, after_revision or edit_actions is missing or of the wrong type.</source>
      <translation>before_revision, after_revision oder edit_actions fehlt oder ist vom falschen Typ.</translation>
    </message>
    <message>
      <source>Its before_sent, after_sent or labels is missing or of the wrong type.</source>
      <translation>before_sent, after_sent oder labels fehlt oder ist vom falschen Typ.</translation>
    </message>
    <message>
      <source>Its chosen and rejected texts are the same.</source>
      <translation>chosen und rejected sind gleich.</translation>
    </message>
    <message>
      <source>Its decision {decision} is unknown.</source>
      <translation>Als Entscheidung steht da {decision}, und das ist keine.</translation>
    </message>
    <message>
      <source>Its doc_id or revision_depth is missing or of the wrong type.</source>
      <translation>doc_id oder revision_depth fehlt oder ist vom falschen Typ.</translation>
    </message>
    <message numerus="yes">
      <source>Its edit from {low} to {high} is outside its {n} words, or does not follow the previous one.</source>
      <translation>
        <numerusform>Die Änderung von {low} bis {high} liegt nicht in dem einen Wort oder nicht hinter der vorigen.</numerusform>
        <numerusform>Die Änderung von {low} bis {high} liegt nicht in den {n} Wörtern oder nicht hinter der vorigen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Its file cannot be read ({reason}).</source>
      <translation>Seine Datei ist nicht lesbar ({reason}).</translation>
    </message>
    <message>
      <source>Its file does not contain a model that this program can read ({problem}).</source>
      <translation>Seine Datei enthält kein Modell, das hier lesbar ist ({problem}).</translation>
    </message>
    <message>
      <source>Its name does not end with the number of the draft.</source>
      <translation>Der Name endet nicht mit der Nummer der Fassung.</translation>
    </message>
    <message>
      <source>Its name or folder does not say whose edits these are.</source>
      <translation>Name oder Ordner sagt nicht, wessen Änderungen das sind.</translation>
    </message>
    <message>
      <source>Its text contains {found}, which would be read as a tag of this format.</source>
      <translation>Der Text selbst enthält {found}, was sich als Tag dieses Formats liest.</translation>
    </message>
    <message numerus="yes">
      <source>Its places are {start} and {end}, but its before is {n} code points long.</source>
      <translation>
        <numerusform>Die Stellen sind {start} und {end}, und before ist einen Codepunkt lang.</numerusform>
        <numerusform>Die Stellen sind {start} und {end}, und before ist {n} Codepunkte lang.</numerusform>
      </translation>
    </message>
    <message>
      <source>Its process was terminated, perhaps because memory ran out: try again.</source>
      <translation>Sein Prozess wurde von außen beendet; ist der Arbeitsspeicher knapp? Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>Its prompt, chosen or rejected is missing or of the wrong type.</source>
      <translation>prompt, chosen oder rejected fehlt oder ist vom falschen Typ.</translation>
    </message>
    <message>
      <source>Its prompt, completion or label is missing or of the wrong type.</source>
      <translation>prompt, completion oder label fehlt oder ist vom falschen Typ.</translation>
    </message>
    <message>
      <source>Its tag &lt;{opened}&gt; is not closed.</source>
      <translation>Das Tag &lt;{opened}&gt; ist nicht geschlossen.</translation>
    </message>
    <message>
      <source>Its tag {tag} has no counterpart.</source>
      <translation>Zum Tag {tag} gehört kein anderes.</translation>
    </message>
    <message>
      <source>Its verdict {verdict} is unknown.</source>
      <translation>Als Urteil steht da {verdict}, und das ist keines.</translation>
    </message>
    <message>
      <source>Its {wrong} is missing or of the wrong type.</source>
      <translation>{wrong} fehlt oder ist vom falschen Typ.</translation>
    </message>
    <message>
      <source>JSON without a schema</source>
      <translation>JSON ohne Schema</translation>
    </message>
    <message>
      <source>Kept unchanged, and not editable here: {things}.</source>
      <translation>Bleiben, wie sie sind, und lassen sich hier nicht bearbeiten: {things}.</translation>
    </message>
    <message numerus="yes">
      <source>Left out {n:,} proposals that would have broken the markup.</source>
      <translation>
        <numerusform>{n:,} Vorschlag ist weggelassen, der die Auszeichnung zerstört hätte.</numerusform>
        <numerusform>{n:,} Vorschläge sind weggelassen, die die Auszeichnung zerstört hätten.</numerusform>
      </translation>
    </message>
    <message>
      <source>Model {name}</source>
      <translation>Modell {name}</translation>
    </message>
    <message>
      <source>Name the history to merge into, and then one or more others.</source>
      <translation>Nennen Sie den Verlauf, in den zusammengeführt wird, und dann einen oder mehrere andere.</translation>
    </message>
    <message>
      <source>No backup of {path} can be made, so nothing was merged: {reason}.</source>
      <translation>Von {path} lässt sich keine Sicherung anlegen, darum wurde nichts zusammengeführt: {reason}.</translation>
    </message>
    <message>
      <source>No backup of {path} could be made: {reason}. Nothing was lost.</source>
      <translation>Von {path} ließ sich keine Sicherung anlegen: {reason}. Es ging nichts verloren.</translation>
    </message>
    <message>
      <source>No document is complete.</source>
      <translation>Kein Dokument ist, wie es war.</translation>
    </message>
    <message>
      <source>No model {name} can be downloaded, only {names}. Add a file of your own with reviser models add.</source>
      <translation>Ein Modell {name} zum Holen ist nicht bekannt, nur {names}: Eine eigene Datei fügt models add hinzu.</translation>
    </message>
    <message>
      <source>There is no other draft of it.</source>
      <translation>Eine andere Fassung davon gibt es nicht.</translation>
    </message>
    <message>
      <source>No plug-in provides a reviser called {wanted}: reviser plugins lists what is installed.</source>
      <translation>Kein Plug-in bringt einen Lektor namens {wanted} mit: reviser plugins listet, was installiert ist.</translation>
    </message>
    <message>
      <source>No price is known for {server}:{model}, so your ceiling cannot be enforced: add the price to prices.json.</source>
      <translation>Für {server}:{model} ist kein Preis bekannt, darum lässt sich Ihre Obergrenze nicht einhalten: Ergänzen Sie ihn in prices.json.</translation>
    </message>
    <message>
      <source>No secure connection to {host} could be made: check whether its address should begin with https, and check its port.</source>
      <translation>Eine sichere Verbindung zu {host} kam nicht zustande: Prüfen Sie, ob die Adresse zu Recht mit https beginnt, und den Port.</translation>
    </message>
    <message>
      <source>Nothing answers at this address of {name}: check its path (for OpenAI's format it usually ends in /v1).</source>
      <translation>An dieser Adresse von {name} antwortet nichts: Prüfen Sie den Pfad (beim Format von OpenAI endet er meist auf /v1).</translation>
    </message>
    <message>
      <source>Nothing answers at {host}: check your connection and proxy, or the address of {name}.</source>
      <translation>Bei {host} antwortet nichts: Prüfen Sie Ihre Verbindung und den Proxy, oder die Adresse von {name}.</translation>
    </message>
    <message>
      <source>This text cannot be edited: it is locked in the file, or the file takes it from elsewhere.</source>
      <translation>Hier kann nichts getippt werden: Die Datei hat diesen Text von anderswo, oder er ist in ihr gesperrt.</translation>
    </message>
    <message>
      <source>Nothing is locked here.</source>
      <translation>Hier ist nichts gesperrt.</translation>
    </message>
    <message>
      <source>Nothing listens at the address of {name}: start the server, or check its port.</source>
      <translation>An der Adresse von {name} hört nichts zu: Starten Sie den Server, oder prüfen Sie den Port.</translation>
    </message>
    <message>
      <source>No part of a history could be read from {path}: restore a backup, if there is one.</source>
      <translation>In {path} war nichts von einem Verlauf lesbar: Spielen Sie eine Sicherung ein, falls es eine gibt.</translation>
    </message>
    <message>
      <source>Nothing was asked.</source>
      <translation>Es wurde nichts gefragt.</translation>
    </message>
    <message numerus="yes">
      <source>Nothing was imported: {n:,} records are damaged. The first is {where}: {reason}</source>
      <translation>
        <numerusform>Nichts wurde importiert: {n:,} Datensatz ist beschädigt, {where}: {reason}</numerusform>
        <numerusform>Nichts wurde importiert: {n:,} Datensätze sind beschädigt, zuerst {where}: {reason}</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing has been proposed in {title} yet, so several annotators would have nothing in common to judge: revise it first, or queue it for one annotator.</source>
      <translation>In {title} wurde noch nichts vorgeschlagen, darum gibt es nichts, was mehrere gleich beurteilen könnten: Überarbeiten Sie es erst einmal, oder reihen Sie es für eine Person ein.</translation>
    </message>
    <message>
      <source>Only the words were changed: other content of the file there (a picture, a field, the end of a cell) stays.</source>
      <translation>Nur die Wörter wurden geändert: Was die Datei dort sonst noch hat (ein Bild, ein Feld, das Ende einer Zelle), bleibt.</translation>
    </message>
    <message>
      <source>Only the words were inserted: the file cannot hold copies of pictures or other objects, or control characters.</source>
      <translation>Nur die Wörter wurden eingefügt: Die Datei kann keine Kopie eines Bildes oder anderen Objekts aufnehmen, und keine Steuerzeichen.</translation>
    </message>
    <message>
      <source>Reachable</source>
      <translation>Erreichbar</translation>
    </message>
    <message>
      <source>The number of requests at once is 1 to {most}.</source>
      <translation>Gleichzeitige Anfragen sind 1 bis {most}.</translation>
    </message>
    <message>
      <source>Name the annotator whose queue it is.</source>
      <translation>Sagen Sie, wessen Warteschlange es ist: Nennen Sie den Annotator.</translation>
    </message>
    <message>
      <source>First select the passage to lock.</source>
      <translation>Wählen Sie erst die Stelle aus, die gesperrt werden soll.</translation>
    </message>
    <message>
      <source>First select the passage to revise.</source>
      <translation>Wählen Sie erst die Stelle aus, die überarbeitet werden soll.</translation>
    </message>
    <message>
      <source>Set it with reviser keys set {name}, or in {variable}.</source>
      <translation>Setzen Sie ihn mit reviser keys set {name} oder in {variable}.</translation>
    </message>
    <message>
      <source>Stopped by you</source>
      <translation>Von Ihnen beendet</translation>
    </message>
    <message>
      <source>Stopped: cancelled</source>
      <translation>Beendet: abgebrochen</translation>
    </message>
    <message>
      <source>Stopped: it went back and forth</source>
      <translation>Beendet: es ging hin und her</translation>
    </message>
    <message>
      <source>Stopped: limit of rounds</source>
      <translation>Beendet: Höchstzahl an Runden</translation>
    </message>
    <message>
      <source>Stopped: nothing more to propose</source>
      <translation>Beendet: nichts mehr vorzuschlagen</translation>
    </message>
    <message>
      <source>Stopped: the round failed</source>
      <translation>Beendet: die Runde schlug fehl</translation>
    </message>
    <message>
      <source>That is not a key: a key is one word of plain letters, digits and signs.</source>
      <translation>Das ist kein Schlüssel: Ein Schlüssel ist ein Wort aus einfachen Buchstaben, Ziffern und Zeichen.</translation>
    </message>
    <message>
      <source>The text differs at that place, so the edit does not fit: edit the text by hand instead.</source>
      <translation>Diese Stelle lautet hier anders, darum passt die Änderung nicht: Ändern Sie den Text stattdessen von Hand.</translation>
    </message>
    <message>
      <source>The CA file {file} cannot be read as certificates: check PIP_CERT, or pip's settings.</source>
      <translation>Die CA-Datei {file} ist nicht als Zertifikate lesbar: Prüfen Sie PIP_CERT oder die Einstellungen von pip.</translation>
    </message>
    <message>
      <source>The CA file {file} cannot be read as certificates: choose another.</source>
      <translation>Die CA-Datei {file} ist nicht als Zertifikate lesbar: Wählen Sie eine andere.</translation>
    </message>
    <message>
      <source>The address of {name} cannot be used: check it.</source>
      <translation>Die Adresse von {name} ist nicht brauchbar: Prüfen Sie sie.</translation>
    </message>
    <message>
      <source>The address of {server} contains a user or password: store it as the server's key instead.</source>
      <translation>Die Adresse von {server} enthält einen Benutzer oder ein Passwort: Geben Sie das als Schlüssel des Servers an.</translation>
    </message>
    <message>
      <source>The address of {server} is not valid: it must look like https://host:port/v1.</source>
      <translation>Die Adresse von {server} ist keine: Sie sieht so aus: https://host:port/v1.</translation>
    </message>
    <message>
      <source>The answer of {model} was cut off; its complete parts are kept. Try again, or use another model.</source>
      <translation>Die Antwort von {model} wurde abgeschnitten; was darin vollständig war, ist erhalten. Versuchen Sie es noch einmal, oder ein anderes Modell.</translation>
    </message>
    <message>
      <source>The answer of {name} broke off ({why}): try again.</source>
      <translation>Die Antwort von {name} brach ab ({why}): Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The answer of {name} broke off: try again.</source>
      <translation>Die Antwort von {name} brach ab: Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The answer of {name} does not end: try another model.</source>
      <translation>Die Antwort von {name} nimmt kein Ende: Versuchen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>The answer of {name} could not be decompressed: try again.</source>
      <translation>Die Antwort von {name} ist beschädigt (ihre Komprimierung): Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The answer of {server} broke off; try again.</source>
      <translation>Die Antwort von {server} brach ab; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The answer was cut off after {most} tokens: a model that thinks less is more suitable.</source>
      <translation>Die Antwort wurde nach {most} Tokens abgeschnitten: Ein Modell, das weniger nachdenkt, eignet sich besser.</translation>
    </message>
    <message>
      <source>The backup {copy} is damaged: choose another.</source>
      <translation>Die Sicherung {copy} ist beschädigt: Wählen Sie eine andere.</translation>
    </message>
    <message>
      <source>The certificate is not for {host}: check the address.</source>
      <translation>Das Zertifikat gilt nicht für {host}: Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>The certificate of {host} cannot be verified: check the address, or ask its operator.</source>
      <translation>Das Zertifikat von {host} lässt sich nicht prüfen: Prüfen Sie die Adresse, oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The certificate of {host} has expired: its operator must renew it, or this machine's clock is wrong.</source>
      <translation>Das Zertifikat von {host} ist abgelaufen: Der Betreiber muss es erneuern (oder geht die Uhr dieses Rechners falsch?).</translation>
    </message>
    <message>
      <source>The certificate of {host} is not signed by an authority that this machine trusts: if the server is your own, {ca_file}; otherwise do not use it.</source>
      <translation>Das Zertifikat von {host} ist von niemandem unterschrieben, dem dieser Rechner traut: Ist es Ihr eigenes, {ca_file}; sonst benutzen Sie es nicht.</translation>
    </message>
    <message>
      <source>The certificate of {host} is not valid yet: check this machine's clock.</source>
      <translation>Das Zertifikat von {host} gilt noch nicht: Sehen Sie nach der Uhr dieses Rechners.</translation>
    </message>
    <message>
      <source>The change near “{around}” cannot be written to {what}: it touches an object, a control or another author's deletion, or begins a paragraph within a control. Undo it and save again. Nothing was written.</source>
      <translation>Die Änderung bei „{around}“ lässt sich nicht in {what} schreiben: Sie berührt ein Objekt, ein Steuerelement oder eine Löschung von jemandem, oder beginnt einen Absatz in einem Steuerelement. Nehmen Sie sie zurück und speichern Sie noch einmal. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
      <source>The character {shown} in line {line}, column {column} does not exist in {encoding}, the encoding of this file: replace it, or save as UTF-8. Nothing was written.</source>
      <translation>Das Zeichen {shown} in Zeile {line}, Spalte {column} gibt es in {encoding}, der Kodierung dieser Datei, nicht: Ersetzen Sie es, oder speichern Sie als UTF-8. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
      <source>The character {sign} does not exist in {name}, the encoding used inside this document: replace it, or save the document once in the program that created it. Nothing was written.</source>
      <translation>Das Zeichen {sign} gibt es in {name}, der Kodierung in diesem Dokument, nicht: Ersetzen Sie es, oder speichern Sie das Dokument einmal in dem Programm, das es gemacht hat. Es wurde nichts geschrieben.</translation>
    </message>
    <message>
      <source>The cluster was lost. What is done is kept: the same command goes on once it is there again.</source>
      <translation>Das Cluster ist nicht mehr zu erreichen. Was fertig ist, bleibt: Derselbe Befehl macht weiter, sobald es wieder da ist.</translation>
    </message>
    <message>
      <source>The connection to {name} was lost: try again, and the download continues.</source>
      <translation>Die Verbindung zu {name} brach ab: Versuchen Sie es noch einmal, dann geht es von dort weiter.</translation>
    </message>
    <message>
      <source>The connection to {name} was lost: try again, and check the server if it happens again.</source>
      <translation>Die Verbindung zu {name} brach ab: Versuchen Sie es noch einmal, und bleibt es dabei, sehen Sie nach dem Server.</translation>
    </message>
    <message>
      <source>The context is a number of tokens up to {most:,}, or 0 to use what the server reports.</source>
      <translation>Der Kontext ist eine Zahl von Tokens bis {most:,}, oder 0, wo der Server sie angibt.</translation>
    </message>
    <message numerus="yes">
      <source>The decision is kept; the text of {n:,} edits is locked and stays as it is.</source>
      <translation>
        <numerusform>Die Entscheidung ist festgehalten; der Text von {n:,} Änderung ist gesperrt und bleibt, wie er ist.</numerusform>
        <numerusform>Die Entscheidung ist festgehalten; der Text von {n:,} Änderungen ist gesperrt und bleibt, wie er ist.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The decision is kept; the text of {n:,} edits has been changed again since and stays as it is.</source>
      <translation>
        <numerusform>Die Entscheidung ist festgehalten; der Text von {n:,} Änderung wurde seither wieder geändert und bleibt, wie er ist.</numerusform>
        <numerusform>Die Entscheidung ist festgehalten; der Text von {n:,} Änderungen wurde seither wieder geändert und bleibt, wie er ist.</numerusform>
      </translation>
    </message>
    <message>
      <source>The disk is full, so the history at {path} could not be written: free some space and try again.</source>
      <translation>Der Datenträger ist voll, darum ließ sich der Verlauf in {path} nicht schreiben; schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The disk of {folder} is full: free some space and try again, or name another folder in REVISER_MODELS.</source>
      <translation>Der Datenträger, auf dem {folder} liegt, ist voll geworden: Schaffen Sie Platz und versuchen Sie es noch einmal, oder nennen Sie in REVISER_MODELS einen anderen Ordner.</translation>
    </message>
    <message>
      <source>The document has no file yet: choose where to save it.</source>
      <translation>Das Dokument hat noch keine Datei: Wählen Sie, wo Sie es speichern.</translation>
    </message>
    <message>
      <source>The document is protected against editing in LibreOffice: ask its author before you change it.</source>
      <translation>Das Dokument ist in LibreOffice gegen Bearbeitung geschützt: Fragen Sie die Person, von der es stammt, bevor Sie es ändern.</translation>
    </message>
    <message>
      <source>The document is protected against editing in Word: ask its author before you change it.</source>
      <translation>Das Dokument ist in Word gegen Bearbeitung geschützt: Fragen Sie die Person, von der es stammt, bevor Sie es ändern.</translation>
    </message>
    <message>
      <source>The document is signed: saving it breaks the signature.</source>
      <translation>Das Dokument ist signiert: Speichern bricht die Signatur.</translation>
    </message>
    <message>
      <source>The environment variable {variable} holds no key: {why}</source>
      <translation>Die Umgebungsvariable {variable} enthält keinen Schlüssel: {why}</translation>
    </message>
    <message>
      <source>The file cannot hold control characters, nor a copy of an object: take them out.</source>
      <translation>Die Datei kann keine Steuerzeichen und keine Kopie eines Objekts enthalten: Nehmen Sie sie heraus.</translation>
    </message>
    <message numerus="yes">
      <source>The file is UTF-8 but has {n:,} bytes that are not (first in line {line:,}): kept as found.</source>
      <translation>
        <numerusform>Die Datei ist UTF-8, hat aber {n:,} Byte, das es nicht ist (in Zeile {line:,}): Es bleibt, wie es ist.</numerusform>
        <numerusform>Die Datei ist UTF-8, hat aber {n:,} Bytes, die es nicht sind (zuerst in Zeile {line:,}): Sie bleiben, wie sie sind.</numerusform>
      </translation>
    </message>
    <message>
      <source>The file is empty.</source>
      <translation>Die Datei ist leer.</translation>
    </message>
    <message>
      <source>The file is not UTF-8: it is read as {encoding} and saved as such.</source>
      <translation>Die Datei ist nicht UTF-8: Sie wird als {encoding} gelesen und so gespeichert.</translation>
    </message>
    <message>
      <source>The file is {encoding} and is saved as such.</source>
      <translation>Die Datei ist {encoding} und wird so gespeichert.</translation>
    </message>
    <message>
      <source>The file is {encoding} without a mark, and is saved as such.</source>
      <translation>Die Datei ist {encoding} ohne Kennung und wird so gespeichert.</translation>
    </message>
    <message>
      <source>The file {path} is another program's database; name another with --db.</source>
      <translation>Die Datei {path} ist die Datenbank eines anderen Programms; nennen Sie mit --db eine andere.</translation>
    </message>
    <message>
      <source>The file {path} is empty: restore a backup, if there is one.</source>
      <translation>Die Datei {path} ist leer: Spielen Sie eine Sicherung ein, falls es eine gibt.</translation>
    </message>
    <message>
      <source>The file {path} is not a history of this program; name another with --db.</source>
      <translation>Die Datei {path} ist kein Verlauf dieses Programms; nennen Sie mit --db eine andere.</translation>
    </message>
    <message>
      <source>The model folder {folder} cannot be read ({reason}): check it.</source>
      <translation>Der Ordner der Modelle {folder} ist nicht lesbar ({reason}): Prüfen Sie ihn.</translation>
    </message>
    <message>
      <source>The model folder {folder} cannot be written to ({reason}): allow writing to it, or name another folder in REVISER_MODELS.</source>
      <translation>In den Ordner der Modelle {folder} lässt sich nicht schreiben ({reason}): Erlauben Sie das, oder nennen Sie in REVISER_MODELS einen anderen Ordner.</translation>
    </message>
    <message>
      <source>The folder {folder} cannot be created: {reason}.</source>
      <translation>Der Ordner {folder} lässt sich nicht anlegen: {reason}.</translation>
    </message>
    <message>
      <source>The history at {path} cannot be opened; check that the file and its folder can be read and written.</source>
      <translation>Der Verlauf in {path} lässt sich nicht öffnen; prüfen Sie, ob die Datei und ihr Ordner gelesen und beschrieben werden können.</translation>
    </message>
    <message>
      <source>The history at {path} cannot be read: {reason}.</source>
      <translation>Der Verlauf in {path} ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
      <source>The history at {path} could not be read or written: check the disk and its free space, then try again.</source>
      <translation>Der Verlauf in {path} ließ sich nicht lesen oder schreiben; prüfen Sie den Datenträger und den freien Platz darauf und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
      <source>The history at {path} contains a trigger that reviser did not create ({shown}). It was not run, and nothing was opened. Remove it with sqlite3, or save the content of the history with reviser repair.</source>
      <translation>Der Verlauf in {path} enthält einen Trigger, der nicht von reviser stammt ({shown}): Er wird nicht ausgeführt, und es wurde nichts geöffnet. Entfernen Sie ihn mit sqlite3, oder retten Sie den Inhalt des Verlaufs mit reviser repair.</translation>
    </message>
    <message>
      <source>The history at {path} contains a view that reviser did not create ({shown}). It was not run, and nothing was opened. Remove it with sqlite3, or save the content of the history with reviser repair.</source>
      <translation>Der Verlauf in {path} enthält eine Sicht (View), die nicht von reviser stammt ({shown}): Sie wird nicht ausgeführt, und es wurde nichts geöffnet. Entfernen Sie sie mit sqlite3, oder retten Sie den Inhalt des Verlaufs mit reviser repair.</translation>
    </message>
    <message>
      <source>The history at {path} has grown too large for its disk.</source>
      <translation>Der Verlauf in {path} ist zu groß für seinen Datenträger geworden.</translation>
    </message>
    <message>
      <source>The history at {path} is being written by another program; try again in a moment.</source>
      <translation>In den Verlauf in {path} schreibt gerade ein anderes Programm; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
      <source>The history at {path} is damaged, so nothing was merged: {problem}.</source>
      <translation>Der Verlauf in {path} ist beschädigt, darum wurde nichts zusammengeführt: {problem}.</translation>
    </message>
    <message>
      <source>The history at {path} is damaged. Keep the file: you can restore a backup (reviser backup list), or save what can still be read (reviser repair).</source>
      <translation>Der Verlauf in {path} ist beschädigt; behalten Sie die Datei: Eine Sicherung lässt sich einspielen (reviser backup list), oder was noch lesbar ist, lässt sich retten (reviser repair).</translation>
    </message>
    <message>
      <source>The history at {path} is in use by another program; try again in a moment.</source>
      <translation>Den Verlauf in {path} benutzt gerade ein anderes Programm; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
      <source>The history at {path} was written by an older reviser; open it once in reviser to update it.</source>
      <translation>Der Verlauf in {path} stammt von einem älteren reviser; öffnen Sie ihn einmal in reviser, dann ist er auf dem neuen Stand.</translation>
    </message>
    <message>
      <source>The history at {path} was written by an older reviser; open it once in reviser before you search it.</source>
      <translation>Der Verlauf in {path} stammt von einem älteren reviser; öffnen Sie ihn einmal in reviser, dann lässt er sich durchsuchen.</translation>
    </message>
    <message>
      <source>Another program is reading the history at {path}, so some deleted content is still in it. It will be removed when reviser starts next.</source>
      <translation>Den Verlauf in {path} liest gerade ein anderes Programm, darum ist noch nicht alles Gelöschte fort; beim nächsten Start von reviser wird es das sein.</translation>
    </message>
    <message>
      <source>The history at {path} is read-only, so nothing can be restored to it.</source>
      <translation>Der Verlauf in {path} ist schreibgeschützt, darum lässt sich nichts einspielen.</translation>
    </message>
    <message>
      <source>The history at {path} is read-only; allow writing to the file and its folder, or name another with --db.</source>
      <translation>Der Verlauf in {path} ist schreibgeschützt; erlauben Sie das Schreiben in die Datei und ihren Ordner, oder nennen Sie mit --db einen anderen.</translation>
    </message>
    <message>
      <source>The history at {path} may not be opened; check the permissions of the file and its folder.</source>
      <translation>Der Verlauf in {path} darf nicht geöffnet werden; prüfen Sie die Zugriffsrechte der Datei und ihres Ordners.</translation>
    </message>
    <message>
      <source>The history at {path} may not be read; check its permissions.</source>
      <translation>Der Verlauf in {path} darf nicht gelesen werden; prüfen Sie seine Zugriffsrechte.</translation>
    </message>
    <message>
      <source>The history at {path} must be updated for this version, but no backup can be made beside it: {reason}.</source>
      <translation>Der Verlauf in {path} muss auf den Stand dieser Version gebracht werden, und daneben lässt sich keine Sicherung anlegen: {reason}.</translation>
    </message>
    <message>
      <source>The history at {path} was written by a newer reviser (schema {version}, this one knows {newest}); update reviser, or name another with --db.</source>
      <translation>Den Verlauf in {path} hat ein neueres reviser geschrieben (Schema {version}, dieses kennt {newest}); aktualisieren Sie reviser, oder nennen Sie mit --db einen anderen.</translation>
    </message>
    <message>
      <source>The history at {path} was written by a reviser from before the first release (schema {version}, this one reads {oldest} and later): save its content to a new file with reviser repair, or name another with --db.</source>
      <translation>Den Verlauf in {path} hat ein reviser aus der Zeit vor der ersten Veröffentlichung geschrieben (Schema {version}, dieses liest {oldest} und neuere): reviser repair rettet den Inhalt in eine neue Datei, oder nennen Sie mit --db einen anderen.</translation>
    </message>
    <message>
      <source>The history is inconsistent: {where}: {reason} Run reviser verify for details.</source>
      <translation>Der Verlauf passt nicht zusammen: {where}: {reason} Mehr sagt reviser verify.</translation>
    </message>
    <message>
      <source>The history of {path} is inconsistent: run reviser verify for details, or start a new history with --db and another file.</source>
      <translation>Der Verlauf von {path} passt nicht zusammen: Mehr sagt reviser verify; --db mit einer anderen Datei beginnt einen neuen.</translation>
    </message>
    <message>
      <source>The history of {title} is inconsistent: run reviser verify for details.</source>
      <translation>Der Verlauf von {title} passt nicht zusammen: Mehr sagt reviser verify.</translation>
    </message>
    <message>
      <source>The key came from {place}.</source>
      <translation>Der Schlüssel kam aus: {place}.</translation>
    </message>
    <message>
      <source>The key is empty: paste the whole key.</source>
      <translation>Der Schlüssel ist leer: Fügen Sie den ganzen Schlüssel ein.</translation>
    </message>
    <message>
      <source>The key of {server} contains characters that are not allowed: set it again.</source>
      <translation>Der Schlüssel von {server} hat Zeichen, die kein Schlüssel hat: Setzen Sie ihn neu.</translation>
    </message>
    <message>
      <source>The keyring could not be opened: start your desktop's keyring, or {instead}</source>
      <translation>Der Schlüsselbund ließ sich nicht öffnen: Starten Sie den Schlüsselbund Ihres Desktops, oder {instead}</translation>
    </message>
    <message>
      <source>The keyring did not answer within {seconds:g} seconds: look for its window, unlock it, and try again.</source>
      <translation>Der Schlüsselbund antwortete nicht innerhalb von {seconds:g} Sekunden: Suchen Sie sein Fenster, entsperren Sie ihn, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The keyring did not remove the key: remove it in your system's keyring program.</source>
      <translation>Der Schlüsselbund hat den Schlüssel nicht entfernt: Entfernen Sie ihn im Schlüsselbundprogramm Ihres Systems.</translation>
    </message>
    <message>
      <source>The keyring failed ({error}): {instead}</source>
      <translation>Der Schlüsselbund ist gescheitert ({error}): {instead}</translation>
    </message>
    <message>
      <source>The keyring is locked: unlock it, and try again.</source>
      <translation>Der Schlüsselbund ist gesperrt: Entsperren Sie ihn, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>The keyring is disabled and stored nothing: {instead}</source>
      <translation>Der Schlüsselbund ist ausgeschaltet und hat nichts aufbewahrt: {instead}</translation>
    </message>
    <message>
      <source>The keyring refused to store the key: {instead}</source>
      <translation>Der Schlüsselbund wollte den Schlüssel nicht aufbewahren: {instead}</translation>
    </message>
    <message>
      <source>The configured keyring cannot be loaded ({error}): correct PYTHON_KEYRING_BACKEND or keyringrc.cfg.</source>
      <translation>Der eingestellte Schlüsselbund lässt sich nicht laden ({error}): Berichtigen Sie PYTHON_KEYRING_BACKEND oder keyringrc.cfg.</translation>
    </message>
    <message>
      <source>The language model cannot be read ({reason}): get it again with reviser models get.</source>
      <translation>Das Sprachmodell ist nicht lesbar ({reason}): Holen Sie es neu mit reviser models get.</translation>
    </message>
    <message>
      <source>The language model has read {last:,} of {count:,} sentences; it needs a few minutes for every ten thousand words. The next round continues.</source>
      <translation>Das Sprachmodell hat {last:,} von {count:,} Sätzen gelesen: Für je zehntausend Wörter braucht es einige Minuten. Die nächste Runde liest weiter.</translation>
    </message>
    <message>
      <source>The language model was not used.</source>
      <translation>Das Sprachmodell wurde nicht benutzt.</translation>
    </message>
    <message>
      <source>The language of the text cannot be detected, because no temporary file could be written: free some space on the disk, or set the environment variable TMPDIR to a folder with free space.</source>
      <translation>Die Sprache des Texts lässt sich nicht bestimmen: Es ließ sich keine temporäre Datei schreiben. Schaffen Sie Platz auf dem Datenträger, oder nennen Sie in der Umgebungsvariablen TMPDIR einen Ordner mit Platz.</translation>
    </message>
    <message>
      <source>The longest answer is a number of tokens up to {most:,}, or 0 for the default.</source>
      <translation>Die längste Antwort ist eine Zahl von Tokens bis {most:,}, oder 0 für die übliche.</translation>
    </message>
    <message>
      <source>The answer of the model was empty: try another model.</source>
      <translation>Das Modell antwortete nichts: Versuchen Sie ein anderes.</translation>
    </message>
    <message>
      <source>The model file {path} cannot be read ({reason}): check it.</source>
      <translation>Die Modelldatei {path} ist nicht lesbar ({reason}): Prüfen Sie sie.</translation>
    </message>
    <message>
      <source>The model file {path} is damaged or incomplete: download or copy it again.</source>
      <translation>Die Modelldatei {path} ist beschädigt oder abgeschnitten: Holen oder kopieren Sie sie noch einmal.</translation>
    </message>
    <message>
      <source>The model file {path} {how} ({size:,} bytes of {right:,}): remove it (reviser models remove {name}) and {again}.</source>
      <translation>Die Modelldatei {path} {how} ({size:,} Bytes von {right:,}): Entfernen Sie sie (reviser models remove {name}) und {again}.</translation>
    </message>
    <message>
      <source>The model in {path} cannot be used: {problem}.</source>
      <translation>Das Modell in {path} lässt sich nicht benutzen: {problem}.</translation>
    </message>
    <message>
      <source>The model refused to correct a harmless sentence: try another model.</source>
      <translation>Das Modell wollte einen harmlosen Satz nicht berichtigen: Versuchen Sie ein anderes.</translation>
    </message>
    <message>
      <source>The configured package index ({host}) is not a web address: correct PIP_INDEX_URL.</source>
      <translation>Der eingestellte Paketindex ({host}) ist keine Webadresse: Setzen Sie PIP_INDEX_URL auf eine.</translation>
    </message>
    <message>
      <source>The picture cannot be written to {output}: {reason}.</source>
      <translation>Das Bild lässt sich nicht in {output} schreiben: {reason}.</translation>
    </message>
    <message>
      <source>The plug-in {name} of {package} cannot be used: {why}. Update it, or uninstall {package}.</source>
      <translation>Das Plug-in {name} von {package} lässt sich nicht benutzen: {why}. Aktualisieren Sie es, oder deinstallieren Sie {package}.</translation>
    </message>
    <message>
      <source>The program was closed before the round had ended; what had arrived is kept.</source>
      <translation>Das Programm wurde geschlossen, bevor die Runde zu Ende war; was schon da war, ist erhalten.</translation>
    </message>
    <message>
      <source>The prompt {name}.txt contains the unknown placeholder ${unknown}.</source>
      <translation>Der Prompt {name}.txt enthält ${unknown}, wofür nichts eingesetzt wird.</translation>
    </message>
    <message>
      <source>The prompt {name}.txt has a $ that begins no placeholder: write $$ for a dollar sign.</source>
      <translation>Der Prompt {name}.txt enthält ein $, das keinen Platzhalter beginnt; schreiben Sie $$ für das Zeichen selbst.</translation>
    </message>
    <message>
      <source>The prompt {name}.txt lacks ${missing}; without it the model does not get what it needs.</source>
      <translation>Dem Prompt {name}.txt fehlt ${missing}; ohne das bekommt das Modell nicht, was es braucht.</translation>
    </message>
    <message>
      <source>The prompt {own} cannot be read: correct or remove the file.</source>
      <translation>Der Prompt {own} ist nicht lesbar; berichtigen oder entfernen Sie die Datei.</translation>
    </message>
    <message>
      <source>The prompts could not be copied to {folder}: {reason}.</source>
      <translation>Die Prompts ließen sich nicht nach {folder} kopieren: {reason}.</translation>
    </message>
    <message>
      <source>The proxy refused the connection: check HTTPS_PROXY, or add the server to NO_PROXY.</source>
      <translation>Der Proxy lehnte ab: Prüfen Sie HTTPS_PROXY, oder tragen Sie den Server in NO_PROXY ein.</translation>
    </message>
    <message>
      <source>The proxy that HTTPS_PROXY, HTTP_PROXY or ALL_PROXY names cannot be used.</source>
      <translation>Der Proxy, den HTTPS_PROXY, HTTP_PROXY oder ALL_PROXY nennt, ist nicht brauchbar.</translation>
    </message>
    <message>
      <source>The proxy that HTTPS_PROXY, HTTP_PROXY, ALL_PROXY or pip's settings name cannot be used.</source>
      <translation>Der Proxy, den HTTPS_PROXY, HTTP_PROXY, ALL_PROXY oder die Einstellungen von pip nennen, ist nicht brauchbar.</translation>
    </message>
    <message>
      <source>The proxy requires a password: add it to HTTPS_PROXY, or add the server to NO_PROXY.</source>
      <translation>Der Proxy verlangt ein Passwort: Tragen Sie es in HTTPS_PROXY ein, oder den Server in NO_PROXY.</translation>
    </message>
    <message>
      <source>The proxy requires a user and password: add them to HTTPS_PROXY.</source>
      <translation>Der Proxy verlangt Benutzer und Passwort: Geben Sie sie in HTTPS_PROXY an.</translation>
    </message>
    <message>
      <source>The quote is empty.</source>
      <translation>Das Zitat ist leer.</translation>
    </message>
    <message>
      <source>The quoted passage is not in the text.</source>
      <translation>Die zitierte Stelle steht nicht im Text.</translation>
    </message>
    <message>
      <source>The quoted passage resembles more than one place in the sentence.</source>
      <translation>Die zitierte Stelle ähnelt mehr als einer im Satz.</translation>
    </message>
    <message>
      <source>The quoted passage occurs more than once in the sentence.</source>
      <translation>Die zitierte Stelle steht mehr als einmal im Satz.</translation>
    </message>
    <message>
      <source>The quoted passage occurs more than once in the text.</source>
      <translation>Die zitierte Stelle steht mehr als einmal im Text.</translation>
    </message>
    <message>
      <source>The quoted passage occurs more than once, in another spelling.</source>
      <translation>Die zitierte Stelle steht mehr als einmal da, anders geschrieben.</translation>
    </message>
    <message>
      <source>The repaired history could not be written at {target}: {reason}.</source>
      <translation>Der reparierte Verlauf ließ sich nicht in {target} schreiben: {reason}.</translation>
    </message>
    <message>
      <source>The reviser failed ({error}); nothing was lost.</source>
      <translation>Der Lektor ist gescheitert ({error}); es ging nichts verloren.</translation>
    </message>
    <message>
      <source>The default reviser is not a server in {path}: choose another, or correct the file.</source>
      <translation>Der Lektor, der ohne Angabe benutzt wird, ist kein Server in {path}: Wählen Sie einen anderen, oder berichtigen Sie die Datei.</translation>
    </message>
    <message>
      <source>The round failed ({error}); what had arrived before is kept.</source>
      <translation>Die Runde ist gescheitert ({error}); was vorher da war, ist erhalten.</translation>
    </message>
    <message>
      <source>The round was cancelled; what had arrived is kept.</source>
      <translation>Die Runde wurde abgebrochen; was schon da war, ist erhalten.</translation>
    </message>
    <message>
      <source>The round was stopped at {cost}, because it used more than estimated and a document may cost at most {most}. What had arrived is kept. Raise the ceiling in prices.json, or revise a part of the text.</source>
      <translation>Die Runde wurde bei {cost} beendet, denn sie brauchte mehr als veranschlagt, und ein Dokument darf {most} kosten: Was schon da war, ist erhalten. Erhöhen Sie die Obergrenze in prices.json, oder überarbeiten Sie einen Teil des Texts.</translation>
    </message>
    <message>
      <source>The round was stopped at {cost}, because it used more than estimated and a round may cost at most {most}. What had arrived is kept. Raise the ceiling in prices.json, or revise a part of the text.</source>
      <translation>Die Runde wurde bei {cost} beendet, denn sie brauchte mehr als veranschlagt, und eine Runde darf {most} kosten: Was schon da war, ist erhalten. Erhöhen Sie die Obergrenze in prices.json, oder überarbeiten Sie einen Teil des Texts.</translation>
    </message>
    <message>
      <source>The sample cannot be copied to {path}: {reason}.</source>
      <translation>Das Beispiel lässt sich nicht nach {path} kopieren: {reason}.</translation>
    </message>
    <message>
      <source>The search was stopped.</source>
      <translation>Die Suche wurde angehalten.</translation>
    </message>
    <message>
      <source>The server offers: {models}.</source>
      <translation>Der Server bietet an: {models}.</translation>
    </message>
    <message>
      <source>The signature in {name} no longer holds: have it signed again.</source>
      <translation>Die Signatur in {name} gilt nicht mehr: Lassen Sie die Datei neu signieren.</translation>
    </message>
    <message>
      <source>The strategy source-anchored needs a source text; give one, or choose another strategy.</source>
      <translation>Das Vorgehen source-anchored braucht einen Quelltext; geben Sie einen an, oder wählen Sie ein anderes Vorgehen.</translation>
    </message>
    <message>
      <source>The strategy {name} needs a source text: name it with --source.</source>
      <translation>Das Vorgehen {name} braucht einen Quelltext: Nennen Sie ihn mit --source.</translation>
    </message>
    <message>
      <source>The table of prices could not be written to {path}: {reason}.</source>
      <translation>Die Preistabelle ließ sich nicht in {path} schreiben: {reason}.</translation>
    </message>
    <message>
      <source>The text is larger than {limit}, so it could not be opened again: split it.</source>
      <translation>Der Text ist größer als {limit}, was sich nicht mehr öffnen ließe: Teilen Sie ihn.</translation>
    </message>
    <message>
      <source>The text is too long for the model's context on {name}: send shorter parts.</source>
      <translation>Der Text ist zu lang für den Kontext des Modells auf {name}: Senden Sie kürzere Teile.</translation>
    </message>
    <message>
      <source>The worker {worker} has another reviser or language model than the others: install the same everywhere.</source>
      <translation>Der Worker {worker} hat ein anderes reviser oder Sprachmodell als die anderen: Installieren Sie überall dasselbe.</translation>
    </message>
    <message>
      <source>The worker {worker} of {address} has not this reviser ({version}): install the same one there.</source>
      <translation>Der Worker {worker} von {address} hat nicht dieses reviser ({version}): Installieren Sie dort dasselbe.</translation>
    </message>
    <message>
      <source>There is a file at {target} already; name another for the repaired history.</source>
      <translation>Die Datei {target} gibt es schon; nennen Sie eine andere für den reparierten Verlauf.</translation>
    </message>
    <message>
      <source>There is a file {new} already: choose another name.</source>
      <translation>Die Datei {new} gibt es schon: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>There is a key for {name} ({where}).</source>
      <translation>Für {name} gibt es einen Schlüssel ({where}).</translation>
    </message>
    <message>
      <source>There is a reviser called {other} already: choose another name.</source>
      <translation>Einen Lektor namens {other} gibt es schon: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>There is already a model called {name}: remove that first, or give the file another name.</source>
      <translation>Ein Modell namens {name} gibt es schon: Entfernen Sie es erst, oder geben Sie der Datei einen anderen Namen.</translation>
    </message>
    <message>
      <source>There is no Dask cluster with a worker at {address} ({reason}): start dask scheduler and dask worker, and name the scheduler's address.</source>
      <translation>Unter {address} gibt es kein Dask-Cluster mit einem Worker ({reason}): Starten Sie dask scheduler und dask worker, und nennen Sie die Adresse des Schedulers.</translation>
    </message>
    <message>
      <source>There is no credit left at {name}: look at your account there.</source>
      <translation>Bei {name} ist kein Guthaben mehr: Sehen Sie nach Ihrem Konto dort.</translation>
    </message>
    <message>
      <source>There is no dataset format {code}; the formats are {formats}.</source>
      <translation>Ein Datensatzformat {code} gibt es nicht: Es gibt {formats}.</translation>
    </message>
    <message>
      <source>There is no document in {path}: its files must have one of the suffixes {suffixes}.</source>
      <translation>In {path} ist kein Dokument: Gesucht wird nach {suffixes}.</translation>
    </message>
    <message>
      <source>There is no document {number} in the history at {path}.</source>
      <translation>Im Verlauf in {path} gibt es kein Dokument {number}.</translation>
    </message>
    <message>
      <source>There is no entry {entry_id} in a queue: reviser queue list shows them.</source>
      <translation>In keiner Warteschlange gibt es einen Eintrag {entry_id}: reviser queue list zeigt alle.</translation>
    </message>
    <message>
      <source>There is no history at {path}.</source>
      <translation>In {path} gibt es keinen Verlauf.</translation>
    </message>
    <message>
      <source>There is no history at {path}: first name the history to merge into.</source>
      <translation>In {path} gibt es keinen Verlauf: Nennen Sie zuerst den, in den die anderen zusammengeführt werden.</translation>
    </message>
    <message>
      <source>There is no history at {path}: nothing was merged.</source>
      <translation>In {path} gibt es keinen Verlauf: Es wurde nichts zusammengeführt.</translation>
    </message>
    <message>
      <source>There is no history at {path}; open a document first, or name another with --db.</source>
      <translation>In {path} gibt es keinen Verlauf; öffnen Sie erst ein Dokument, oder nennen Sie mit --db einen anderen.</translation>
    </message>
    <message>
      <source>There is no key for {name}: {instead}</source>
      <translation>Für {name} gibt es keinen Schlüssel: {instead}</translation>
    </message>
    <message>
      <source>There is no key: set it with reviser keys set {name}, or in the environment variable {variable}.</source>
      <translation>Es gibt keinen Schlüssel: Mit reviser keys set {name} oder der Variablen {variable} geben Sie einen an.</translation>
    </message>
    <message>
      <source>There is no keyring here: {instead}</source>
      <translation>Hier gibt es keinen Schlüsselbund: {instead}</translation>
    </message>
    <message>
      <source>There is no machine called {host}, or you are offline: check the address and your connection.</source>
      <translation>Es gibt keinen Rechner namens {host}, oder Sie sind offline: Prüfen Sie die Adresse und Ihre Verbindung.</translation>
    </message>
    <message>
      <source>There is no model {name} to remove: {here}.</source>
      <translation>Ein Modell {name} zum Entfernen gibt es nicht: {here}.</translation>
    </message>
    <message>
      <source>There is no reviser called {name}; there are {known} (add others with reviser revisers add).</source>
      <translation>Einen Lektor namens {name} gibt es nicht: Es gibt {known} (reviser revisers add richtet weitere ein).</translation>
    </message>
    <message>
      <source>There is not enough space for {name} in {folder}: the download needs {needed:,.0f} MB, and {free:,.0f} MB are free. Free some space, or name another folder in REVISER_MODELS.</source>
      <translation>In {folder} ist kein Platz für {name}: Während es kommt, werden {needed:,.0f} MB gebraucht, und {free:,.0f} MB sind frei. Schaffen Sie Platz, oder nennen Sie in REVISER_MODELS einen anderen Ordner.</translation>
    </message>
    <message>
      <source>There is no language model here to score wordings with: get it with reviser models get.</source>
      <translation>Hier ist kein Sprachmodell, das Formulierungen bewertet: Holen Sie es mit reviser models get.</translation>
    </message>
    <message>
      <source>There is no strategy {strategy}; the strategies are {strategies}.</source>
      <translation>Ein Vorgehen {strategy} gibt es nicht: Es gibt {strategies}.</translation>
    </message>
    <message>
      <source>There is no {path}: name files, folders, or numbers that reviser library lists.</source>
      <translation>{path} gibt es nicht: Nennen Sie Dateien, Ordner oder Nummern, die reviser library auflistet.</translation>
    </message>
    <message>
      <source>There is no {path}; name the dataset's folder, zip archive or file.</source>
      <translation>{path} gibt es nicht; nennen Sie den Ordner, das ZIP-Archiv oder die Datei des Datensatzes.</translation>
    </message>
    <message>
      <source>There is nothing to decide.</source>
      <translation>Es gibt nichts zu entscheiden.</translation>
    </message>
    <message>
      <source>There is nothing to repair at {path}.</source>
      <translation>In {path} gibt es nichts zu reparieren.</translation>
    </message>
    <message>
      <source>This belongs to a group with a change that no longer fits or that you locked: reject it, or rewrite it alone.</source>
      <translation>Das gehört mit einer anderen Änderung zusammen, die nicht mehr passt oder die Sie gesperrt haben: Lehnen Sie es ab, oder schreiben Sie es allein um.</translation>
    </message>
    <message>
      <source>This document is in the queue of {annotator} already.</source>
      <translation>Dieses Dokument ist schon in der Warteschlange von {annotator}.</translation>
    </message>
    <message>
      <source>This document was deleted in the library; opening it has brought it back.</source>
      <translation>Dieses Dokument war in der Bibliothek gelöscht; durch das Öffnen ist es wieder da.</translation>
    </message>
    <message>
      <source>This document was revised in another window or run, so nothing more is stored from here: open it again to continue.</source>
      <translation>Dieses Dokument wurde inzwischen in einem anderen Fenster oder Lauf überarbeitet, darum wird von hier nichts mehr aufbewahrt: Öffnen Sie es neu, um von dort weiterzuarbeiten.</translation>
    </message>
    <message>
      <source>This edit does not belong to that point: choose the point that shows it.</source>
      <translation>Diese Änderung ist nicht von diesem Punkt: Wählen Sie den Punkt, der sie zeigt.</translation>
    </message>
    <message>
      <source>This is a part of a document: its main file needs {package} in its preamble.</source>
      <translation>Dies ist ein Teil eines Dokuments: Dessen Hauptdatei braucht {package} in der Präambel.</translation>
    </message>
    <message>
      <source>This proposal belongs to an earlier round; undo goes back there.</source>
      <translation>Dieser Vorschlag gehört zu einer früheren Runde; Rückgängig führt dorthin zurück.</translation>
    </message>
    <message>
      <source>This proposal was set aside.</source>
      <translation>Dieser Vorschlag wurde beiseitegelegt.</translation>
    </message>
    <message>
      <source>This proposal was set aside: there is another one at its place.</source>
      <translation>Dieser Vorschlag wurde beiseitegelegt: Dort steht ein anderer.</translation>
    </message>
    <message>
      <source>This proposal was set aside: it does not fit the text.</source>
      <translation>Dieser Vorschlag wurde beiseitegelegt: Er passt nicht zum Text.</translation>
    </message>
    <message>
      <source>This proposal was set aside: its sentence was going in circles.</source>
      <translation>Dieser Vorschlag wurde beiseitegelegt: Sein Satz drehte sich im Kreis.</translation>
    </message>
    <message>
      <source>This proposal was set aside: the text changed before it arrived.</source>
      <translation>Dieser Vorschlag wurde beiseitegelegt: Sein Text änderte sich, während er unterwegs war.</translation>
    </message>
    <message>
      <source>This proposal was set aside: you rejected it before.</source>
      <translation>Dieser Vorschlag wurde beiseitegelegt: Sie haben ihn schon einmal abgelehnt.</translation>
    </message>
    <message>
      <source>This round would cost about {cost} after {spent} so far, more than the {most} that a document may cost: raise the ceiling in prices.json, or revise a part of the text.</source>
      <translation>Diese Runde würde nach bisher {spent} etwa {cost} kosten, mehr als die {most}, die ein Dokument kosten darf: Erhöhen Sie die Obergrenze in prices.json, oder überarbeiten Sie einen Teil des Texts.</translation>
    </message>
    <message>
      <source>This round would cost about {cost}, more than the {most} that a round may cost: raise the ceiling in prices.json, or revise a part of the text.</source>
      <translation>Diese Runde würde etwa {cost} kosten, mehr als die {most}, die eine Runde kosten darf: Erhöhen Sie die Obergrenze in prices.json, oder überarbeiten Sie einen Teil des Texts.</translation>
    </message>
    <message>
      <source>This would now change the markup of the text: edit the text by hand instead.</source>
      <translation>Das würde die Auszeichnung des Texts ändern, wie er jetzt dasteht: Ändern Sie den Text stattdessen von Hand.</translation>
    </message>
    <message>
      <source>Tracked changes that are kept and cannot be decided here: {changes}.</source>
      <translation>Nachverfolgte Änderungen, die bleiben, wie sie sind, und sich hier nicht entscheiden lassen: {changes}.</translation>
    </message>
    <message>
      <source>UTF-8 with stray bytes</source>
      <translation>UTF-8 mit einzelnen anderen Bytes</translation>
    </message>
    <message>
      <source>The text outside the tags differs between its before and its after.</source>
      <translation>Was before außerhalb der Tags enthält, ist nicht in after.</translation>
    </message>
    <message>
      <source>The file from the package index ({hosts}) does not have the hash of {wheel}: try again. If it happens again, check your network or proxy, or ask the operator of the index.</source>
      <translation>Was der Paketindex ({hosts}) geschickt hat, ist dem Hash nach nicht {wheel}: Versuchen Sie es noch einmal, und bleibt es dabei, sehen Sie nach Ihrem Netz oder Proxy, oder fragen Sie den Betreiber.</translation>
    </message>
    <message>
      <source>The file from {name} has the wrong size: check your network or proxy.</source>
      <translation>Was {name} sendet, ist nicht die Datei, die es sein sollte (der Größe nach): Sehen Sie nach Ihrem Netz oder Proxy.</translation>
    </message>
    <message>
      <source>Together with the edits that you have accepted, this would change the markup: rewrite or reject it.</source>
      <translation>Zusammen mit dem, was Sie angenommen haben, würde das die Auszeichnung ändern: Schreiben Sie es um, oder lehnen Sie es ab.</translation>
    </message>
    <message>
      <source>You changed the text of this proposal, so it no longer fits.</source>
      <translation>Sie haben den Text dieses Vorschlags geändert, darum passt er nicht mehr.</translation>
    </message>
    <message>
      <source>You changed this text after accepting the proposal; undo takes that back first.</source>
      <translation>Sie haben diesen Text geändert, nachdem Sie den Vorschlag angenommen hatten; Rückgängig nimmt erst das zurück.</translation>
    </message>
    <message>
      <source>You locked this passage; unlock it first.</source>
      <translation>Sie haben diese Stelle gesperrt; geben Sie sie erst frei.</translation>
    </message>
    <message>
      <source>Your servers could not be saved in {path}: {reason}.</source>
      <translation>Ihre Server ließen sich nicht in {path} speichern: {reason}.</translation>
    </message>
    <message>
      <source>Your servers in {path} cannot be read ({why}): correct the file, or set the servers up again; the file is then kept as {name}.damaged.</source>
      <translation>Ihre Server in {path} sind nicht lesbar ({why}): Berichtigen Sie die Datei, oder richten Sie sie neu ein; sie wird dann als {name}.damaged aufbewahrt.</translation>
    </message>
    <message>
      <source>Your settings could not be saved in {path}: {reason}.</source>
      <translation>Ihre Einstellungen ließen sich nicht in {path} speichern: {reason}.</translation>
    </message>
    <message>
      <source>Your settings in {path} cannot be read ({why}), so the defaults are used: correct the file. If you change a setting first, the file is kept as settings.json.damaged.</source>
      <translation>Ihre Einstellungen in {path} sind nicht lesbar ({why}), darum gelten die üblichen: Berichtigen Sie die Datei. Sie wird als settings.json.damaged aufbewahrt, wenn eine Einstellung geändert wird.</translation>
    </message>
    <message>
      <source>Your text would go to {host} ({name}), and you have not allowed that yet: reviser revisers allow {name}.</source>
      <translation>Ihr Text ginge an {host} ({name}), und Sie haben das noch nicht erlaubt: reviser revisers allow {name}.</translation>
    </message>
    <message>
      <source>a PDF</source>
      <translation>ein PDF</translation>
    </message>
    <message>
      <source>a Rich Text document</source>
      <translation>ein Rich-Text-Dokument</translation>
    </message>
    <message>
      <source>a Word document</source>
      <translation>ein Word-Dokument</translation>
    </message>
    <message>
      <source>a ZIP archive or an office document</source>
      <translation>ein ZIP-Archiv oder ein Office-Dokument</translation>
    </message>
    <message>
      <source>a change of fact without evidence in the source</source>
      <translation>eine Änderung einer Tatsache ohne Beleg in der Quelle</translation>
    </message>
    <message>
      <source>a change that you have often rejected</source>
      <translation>eine Änderung, die Sie oft abgelehnt haben</translation>
    </message>
    <message>
      <source>a character is cut off</source>
      <translation>ein Zeichen ist abgeschnitten</translation>
    </message>
    <message>
      <source>a compressed file</source>
      <translation>eine komprimierte Datei</translation>
    </message>
    <message>
      <source>a database</source>
      <translation>eine Datenbank</translation>
    </message>
    <message>
      <source>a drawing</source>
      <translation>eine Zeichnung</translation>
    </message>
    <message>
      <source>a line does not end</source>
      <translation>eine Zeile endet nicht</translation>
    </message>
    <message>
      <source>a line is not part of an answer</source>
      <translation>eine Zeile davon ist kein Teil einer Antwort</translation>
    </message>
    <message>
      <source>a part of it is not a JSON object</source>
      <translation>ein Teil davon ist kein JSON-Objekt</translation>
    </message>
    <message>
      <source>a part of the path is a file, not a folder: check the path</source>
      <translation>ein Teil des Pfads ist eine Datei, kein Ordner: Prüfen Sie den Pfad</translation>
    </message>
    <message>
      <source>a passage over several paragraphs</source>
      <translation>eine Stelle über mehrere Absätze</translation>
    </message>
    <message>
      <source>a passage that must stay as it is</source>
      <translation>eine Stelle, die bleiben muss, wie sie ist</translation>
    </message>
    <message>
      <source>a place that is better left as it is</source>
      <translation>eine Stelle, die besser bleibt, wie sie ist</translation>
    </message>
    <message>
      <source>a place where nothing was found wrong</source>
      <translation>eine Stelle, an der nichts falsch gefunden wurde</translation>
    </message>
    <message>
      <source>a place with another change</source>
      <translation>eine Stelle mit einer anderen Änderung</translation>
    </message>
    <message>
      <source>a presentation</source>
      <translation>eine Präsentation</translation>
    </message>
    <message>
      <source>a program</source>
      <translation>ein Programm</translation>
    </message>
    <message>
      <source>a sentence that was not asked about</source>
      <translation>ein Satz, nach dem nicht gefragt war</translation>
    </message>
    <message>
      <source>a sentence too long for the model's context</source>
      <translation>ein Satz, der zu lang für den Kontext des Modells ist</translation>
    </message>
    <message>
      <source>a spreadsheet</source>
      <translation>eine Tabelle</translation>
    </message>
    <message>
      <source>a tab that nobody wrote</source>
      <translation>ein Tabulator, den niemand geschrieben hat</translation>
    </message>
    <message>
      <source>add it again</source>
      <translation>fügen Sie sie noch einmal hinzu</translation>
    </message>
    <message>
      <source>an EPUB book</source>
      <translation>ein EPUB-Buch</translation>
    </message>
    <message>
      <source>an HTML file</source>
      <translation>eine HTML-Datei</translation>
    </message>
    <message>
      <source>an OpenDocument text</source>
      <translation>ein OpenDocument-Text</translation>
    </message>
    <message>
      <source>an answer far longer than the passage</source>
      <translation>eine Antwort, die viel länger ist als die Stelle</translation>
    </message>
    <message>
      <source>an answer far longer than the sentence</source>
      <translation>eine Antwort, die viel länger ist als der Satz</translation>
    </message>
    <message>
      <source>an answer that broke off</source>
      <translation>eine Antwort, die abbrach</translation>
    </message>
    <message>
      <source>an answer that is not a version of the sentence</source>
      <translation>eine Antwort, die nicht der Satz ist</translation>
    </message>
    <message>
      <source>an edit that the model itself withdrew</source>
      <translation>eine Änderung, die das Modell selbst zurücknahm</translation>
    </message>
    <message>
      <source>an empty answer</source>
      <translation>eine leere Antwort</translation>
    </message>
    <message>
      <source>an incomplete entry</source>
      <translation>ein unvollständiger Eintrag</translation>
    </message>
    <message>
      <source>an entry with {why}</source>
      <translation>ein Eintrag mit: {why}</translation>
    </message>
    <message>
      <source>an event does not end</source>
      <translation>ein Ereignis endet nicht</translation>
    </message>
    <message>
      <source>an image</source>
      <translation>ein Bild</translation>
    </message>
    <message>
      <source>an intent that was not asked for</source>
      <translation>eine Absicht, nach der nicht gefragt war</translation>
    </message>
    <message>
      <source>an object does not end</source>
      <translation>ein Objekt endet nicht</translation>
    </message>
    <message>
      <source>an old office document</source>
      <translation>ein altes Office-Dokument</translation>
    </message>
    <message>
      <source>another kind of file</source>
      <translation>eine andere Art von Datei</translation>
    </message>
    <message>
      <source>citation</source>
      <translation>Beleg</translation>
    </message>
    <message>
      <source>code</source>
      <translation>Code</translation>
    </message>
    <message>
      <source>comments</source>
      <translation>Kommentare</translation>
    </message>
    <message>
      <source>date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>document {number}</source>
      <translation>Dokument {number}</translation>
    </message>
    <message>
      <source>evidence that is not in the source</source>
      <translation>ein Beleg, der nicht in der Quelle steht</translation>
    </message>
    <message>
      <source>file</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>first words after {seconds:.1f} s</source>
      <translation>erste Wörter nach {seconds:.1f} s</translation>
    </message>
    <message>
      <source>formatting</source>
      <translation>Formatierung</translation>
    </message>
    <message>
      <source>get it again</source>
      <translation>holen Sie sie noch einmal</translation>
    </message>
    <message>
      <source>give its CA file to {name} (--ca-file)</source>
      <translation>geben Sie {name} seine CA-Datei an (--ca-file)</translation>
    </message>
    <message>
      <source>in a few minutes</source>
      <translation>in einigen Minuten</translation>
    </message>
    <message>
      <source>in a minute</source>
      <translation>in einer Minute</translation>
    </message>
    <message numerus="yes">
      <source>in {n} hours</source>
      <translation>
        <numerusform>in {n} Stunde</numerusform>
        <numerusform>in {n} Stunden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>in {n} minutes</source>
      <translation>
        <numerusform>in {n} Minute</numerusform>
        <numerusform>in {n} Minuten</numerusform>
      </translation>
    </message>
    <message>
      <source>in {seconds} s</source>
      <translation>in {seconds} s</translation>
    </message>
    <message>
      <source>is cut off</source>
      <translation>ist abgeschnitten</translation>
    </message>
    <message>
      <source>is damaged</source>
      <translation>ist beschädigt</translation>
    </message>
    <message>
      <source>it does not say its {missing}</source>
      <translation>die Angabe {missing} fehlt</translation>
    </message>
    <message>
      <source>it provides a {given}, not a {wanted}</source>
      <translation>es liefert {given}, kein {wanted}</translation>
    </message>
    <message>
      <source>it has neither a reader nor a writer</source>
      <translation>es kann weder lesen noch schreiben</translation>
    </message>
    <message>
      <source>it has unknown parts ({name})</source>
      <translation>es hat Teile, die nicht verstanden werden ({name})</translation>
    </message>
    <message>
      <source>it is a folder: give the name of a file</source>
      <translation>das ist ein Ordner: Geben Sie den Namen einer Datei an</translation>
    </message>
    <message>
      <source>it is empty</source>
      <translation>sie ist leer</translation>
    </message>
    <message>
      <source>it is not an object</source>
      <translation>sie ist kein Objekt</translation>
    </message>
    <message>
      <source>it is not JSON</source>
      <translation>sie ist kein JSON</translation>
    </message>
    <message>
      <source>its architecture is “{kind}”, and only “{known}” is supported</source>
      <translation>es hat die Architektur „{kind}“, und nur „{known}“ wird verstanden</translation>
    </message>
    <message>
      <source>it is something else</source>
      <translation>sie ist etwas anderes</translation>
    </message>
    <message>
      <source>it lacks {missing}</source>
      <translation>es fehlt {missing}</translation>
    </message>
    <message>
      <source>it was cancelled</source>
      <translation>sie wurde abgebrochen</translation>
    </message>
    <message>
      <source>it was damaged</source>
      <translation>sie war beschädigt</translation>
    </message>
    <message>
      <source>its answer did not follow the request: no edit in it fits the sentence (sentences are then sent one by one)</source>
      <translation>seine Antwort war nicht wie gewünscht: Keine Änderung darin passt zum Satz (dann wird Satz für Satz gefragt)</translation>
    </message>
    <message>
      <source>its code {code} does not consist of lower-case letters, digits and dashes, or it has no name</source>
      <translation>sein Code {code} besteht nicht aus kleinen Buchstaben, Ziffern und Bindestrichen, oder es hat keinen Namen</translation>
    </message>
    <message>
      <source>its events are inconsistent: {problem}</source>
      <translation>seine Ereignisse passen nicht zusammen: {problem}</translation>
    </message>
    <message>
      <source>its weights are in the format {kind}, which is not supported: use a file in Q4_1, Q8_0, F16 or F32</source>
      <translation>seine Zahlen sind als {kind} gepackt, was nicht verstanden wird: Nehmen Sie eines in Q4_1, Q8_0, F16 oder F32</translation>
    </message>
    <message>
      <source>its positions are scaled, which is not supported</source>
      <translation>seine Positionen sind skaliert, und das wird nicht verstanden</translation>
    </message>
    <message>
      <source>its suffixes do not have the form “.abc” in lower case</source>
      <translation>seine Endungen sind nicht von der Art „.abc“, in kleinen Buchstaben</translation>
    </message>
    <message>
      <source>its text is not UTF-8</source>
      <translation>ihr Text ist nicht UTF-8</translation>
    </message>
    <message>
      <source>its tokenizer is “{tokens}”, and only “{known}” is supported</source>
      <translation>seine Tokens sind von der Art „{tokens}“, und nur „{known}“ wird verstanden</translation>
    </message>
    <message>
      <source>key accepted ({where})</source>
      <translation>Schlüssel angenommen ({where})</translation>
    </message>
    <message>
      <source>key refused ({where})</source>
      <translation>Schlüssel abgelehnt ({where})</translation>
    </message>
    <message>
      <source>keyring</source>
      <translation>Schlüsselbund</translation>
    </message>
    <message>
      <source>link</source>
      <translation>Verweis</translation>
    </message>
    <message>
      <source>maths</source>
      <translation>Formel</translation>
    </message>
    <message>
      <source>modal</source>
      <translation>Modalverb</translation>
    </message>
    <message>
      <source>model {name}</source>
      <translation>Modell {name}</translation>
    </message>
    <message>
      <source>more than {most} entries in one answer; the rest was not read</source>
      <translation>mehr als {most} Einträge in einer Antwort; der Rest wurde nicht gelesen</translation>
    </message>
    <message>
      <source>much later</source>
      <translation>viel später</translation>
    </message>
    <message>
      <source>name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>name its CA file in SSL_CERT_FILE</source>
      <translation>nennen Sie seine CA-Datei in SSL_CERT_FILE</translation>
    </message>
    <message>
      <source>negation</source>
      <translation>Verneinung</translation>
    </message>
    <message>
      <source>no connection in time</source>
      <translation>keine Verbindung in der Zeit</translation>
    </message>
    <message>
      <source>no key</source>
      <translation>kein Schlüssel</translation>
    </message>
    <message>
      <source>no key needed</source>
      <translation>kein Schlüssel nötig</translation>
    </message>
    <message>
      <source>no number or no choice</source>
      <translation>ohne Nummer oder ohne Auswahl</translation>
    </message>
    <message>
      <source>no price for {models}</source>
      <translation>kein Preis für {models}</translation>
    </message>
    <message>
      <source>no quote or no new text</source>
      <translation>ohne Zitat oder ohne neuen Text</translation>
    </message>
    <message>
      <source>no sentence number</source>
      <translation>ohne Satznummer</translation>
    </message>
    <message>
      <source>no sentence number or no quote</source>
      <translation>ohne Satznummer oder ohne Zitat</translation>
    </message>
    <message>
      <source>no structured output (plain text is used)</source>
      <translation>keine strukturierte Ausgabe (reiner Text wird benutzt)</translation>
    </message>
    <message>
      <source>none is here</source>
      <translation>Keines ist da</translation>
    </message>
    <message>
      <source>nothing more was proposed</source>
      <translation>nichts mehr wurde vorgeschlagen</translation>
    </message>
    <message>
      <source>number</source>
      <translation>Zahl</translation>
    </message>
    <message>
      <source>one of your own words</source>
      <translation>eines Ihrer eigenen Wörter</translation>
    </message>
    <message>
      <source>only sentences that go in circles would change</source>
      <translation>nur Sätze, die im Kreis gehen, würden sich ändern</translation>
    </message>
    <message>
      <source>only sentences that go in circles would change. The loop ends here.</source>
      <translation>nur Sätze, die sich im Kreis drehen, würden sich ändern. Die Schleife endet hier.</translation>
    </message>
    <message>
      <source>pictures</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <source>place or text</source>
      <translation>Stelle oder Text</translation>
    </message>
    <message>
      <source>quotation</source>
      <translation>Zitat</translation>
    </message>
    <message>
      <source>risk or alternatives</source>
      <translation>risk oder alternatives</translation>
    </message>
    <message>
      <source>round {round_id} has a result, although it was not in force</source>
      <translation>Runde {round_id} hat ein Ergebnis und galt nicht</translation>
    </message>
    <message>
      <source>round {round_id}: its base with the accepted edits is not its stored result</source>
      <translation>Runde {round_id}: Ihr Ausgangstext mit den angenommenen Änderungen ist nicht ihr gespeichertes Ergebnis</translation>
    </message>
    <message>
      <source>round {round_id}: the text it left is not the stored one</source>
      <translation>Runde {round_id}: Der Text, den sie hinterließ, ist nicht der gespeicherte</translation>
    </message>
    <message>
      <source>round {round_id}: {before} is not at {start} of its base</source>
      <translation>Runde {round_id}: {before} steht nicht an der Stelle {start} ihres Ausgangstexts</translation>
    </message>
    <message>
      <source>row {row} ends at {end}, which is not where its text ends</source>
      <translation>Zeile {row} endet bei {end}, wo ihr Text nicht endet</translation>
    </message>
    <message>
      <source>row {row} refers to a missing row of {parent}</source>
      <translation>Zeile {row} nennt eine Zeile von {parent}, die fehlt</translation>
    </message>
    <message>
      <source>save {key} is not what was imported</source>
      <translation>Speicherung {key} ist nicht, was importiert wurde</translation>
    </message>
    <message>
      <source>set the environment variable {variable}, or enter the key for this run only.</source>
      <translation>setzen Sie die Umgebungsvariable {variable}, oder geben Sie den Schlüssel nur für diese Sitzung ein.</translation>
    </message>
    <message>
      <source>sign</source>
      <translation>Zeichen</translation>
    </message>
    <message>
      <source>structured output</source>
      <translation>strukturierte Ausgabe</translation>
    </message>
    <message>
      <source>table {name}</source>
      <translation>Tabelle {name}</translation>
    </message>
    <message>
      <source>text with invisible characters</source>
      <translation>Text mit Zeichen, die niemand sieht</translation>
    </message>
    <message>
      <source>text {key} is not the text that was stored</source>
      <translation>Text {key} ist nicht der Text, der gespeichert wurde</translation>
    </message>
    <message>
      <source>that of document {number} ends with event {seq}, which it does not have</source>
      <translation>der von Dokument {number} endet mit Ereignis {seq}, das es nicht hat</translation>
    </message>
    <message>
      <source>the answer broke off</source>
      <translation>die Antwort brach ab</translation>
    </message>
    <message>
      <source>the connection broke off</source>
      <translation>die Verbindung brach ab</translation>
    </message>
    <message>
      <source>the connection was refused</source>
      <translation>die Verbindung wurde abgelehnt</translation>
    </message>
    <message>
      <source>the disk could not read it</source>
      <translation>der Datenträger gibt sie nicht her</translation>
    </message>
    <message>
      <source>the disk is full: free some space or save elsewhere</source>
      <translation>der Datenträger ist voll: Schaffen Sie Platz, oder speichern Sie anderswo</translation>
    </message>
    <message>
      <source>the disk is read-only: save elsewhere</source>
      <translation>der Datenträger ist schreibgeschützt: Speichern Sie anderswo</translation>
    </message>
    <message>
      <source>the disk reports an error: save elsewhere and check the disk</source>
      <translation>der Datenträger meldet einen Fehler: Speichern Sie anderswo, und prüfen Sie den Datenträger</translation>
    </message>
    <message>
      <source>the embedded reviser works without its language model here and finds less: reviser models get fetches it ({size:.0f} MB, {license}, once).</source>
      <translation>der eingebaute Lektor arbeitet hier ohne sein Sprachmodell und findet weniger: reviser models get holt es ({size:.0f} MB, {license}, einmalig).</translation>
    </message>
    <message>
      <source>the file would be larger than is allowed here: save elsewhere</source>
      <translation>die Datei würde größer, als hier erlaubt ist: Speichern Sie anderswo</translation>
    </message>
    <message>
      <source>the folder does not exist: create it, or choose another</source>
      <translation>den Ordner gibt es nicht: Legen Sie ihn an, oder wählen Sie einen anderen</translation>
    </message>
    <message>
      <source>the index goes up to event {done}, which does not exist</source>
      <translation>der Index reicht bis Ereignis {done}, das es nicht gibt</translation>
    </message>
    <message>
      <source>the keyring</source>
      <translation>der Schlüsselbund</translation>
    </message>
    <message>
      <source>the limit of rounds is reached.</source>
      <translation>die Höchstzahl der Runden ist erreicht.</translation>
    </message>
    <message>
      <source>the limit of rounds was reached</source>
      <translation>die Höchstzahl der Runden war erreicht</translation>
    </message>
    <message>
      <source>the link leads back to itself: choose another file</source>
      <translation>die Verknüpfung führt zu sich selbst zurück: Wählen Sie eine andere Datei</translation>
    </message>
    <message>
      <source>the model's name</source>
      <translation>dem Namen des Modells</translation>
    </message>
    <message>
      <source>the name is not allowed: choose another</source>
      <translation>der Name ist nicht möglich: Wählen Sie einen anderen</translation>
    </message>
    <message>
      <source>the name is too long: choose a shorter one</source>
      <translation>der Name ist zu lang: Wählen Sie einen kürzeren</translation>
    </message>
    <message>
      <source>the name was not found</source>
      <translation>der Name wurde nicht gefunden</translation>
    </message>
    <message>
      <source>the person ended it</source>
      <translation>von Hand beendet</translation>
    </message>
    <message>
      <source>the reviser has nothing more to propose.</source>
      <translation>der Lektor hat nichts mehr vorzuschlagen.</translation>
    </message>
    <message>
      <source>the round failed</source>
      <translation>die Runde scheiterte</translation>
    </message>
    <message>
      <source>the server failed (error {status})</source>
      <translation>der Server ist gescheitert (Fehler {status})</translation>
    </message>
    <message>
      <source>the server is busy</source>
      <translation>der Server ist beschäftigt</translation>
    </message>
    <message>
      <source>the server lists none, so type the name of one</source>
      <translation>der Server listet keine auf, geben Sie also den Namen eines Modells ein</translation>
    </message>
    <message>
      <source>the service behind it failed</source>
      <translation>der Dienst dahinter ist gescheitert</translation>
    </message>
    <message>
      <source>the system does not allow it: choose another place</source>
      <translation>das System erlaubt es nicht: Wählen Sie einen anderen Ort</translation>
    </message>
    <message>
      <source>the text or what goes with it (instruction, source)</source>
      <translation>dem Text oder dem, was mitgeht (Anweisung, Quelle)</translation>
    </message>
    <message>
      <source>this run only</source>
      <translation>nur diese Sitzung</translation>
    </message>
    <message>
      <source>too many requests</source>
      <translation>zu viele Anfragen</translation>
    </message>
    <message>
      <source>tracked changes</source>
      <translation>nachverfolgte Änderungen</translation>
    </message>
    <message>
      <source>unit</source>
      <translation>Einheit</translation>
    </message>
    <message>
      <source>what came later lost</source>
      <translation>was später kam, verloren</translation>
    </message>
    <message>
      <source>what you typed in this run</source>
      <translation>Ihrer Eingabe in dieser Sitzung</translation>
    </message>
    <message>
      <source>you have no permission: ask for it, or choose another place</source>
      <translation>Sie haben keine Berechtigung: Bitten Sie darum, oder wählen Sie einen anderen Ort</translation>
    </message>
    <message>
      <source>your disk quota is used up: free some space or save elsewhere</source>
      <translation>Ihr Speicherkontingent ist aufgebraucht: Schaffen Sie Platz, oder speichern Sie anderswo</translation>
    </message>
    <message>
      <source>{amount:.2f} {currency}</source>
      <translation>{amount:.2f} {currency}</translation>
    </message>
    <message>
      <source>{amount:.4f} {currency}</source>
      <translation>{amount:.4f} {currency}</translation>
    </message>
    <message>
      <source>{code} cannot be imported: it is a format for export.</source>
      <translation>{code} lässt sich nicht importieren: Es ist ein Format für den Export.</translation>
    </message>
    <message>
      <source>{code} is not written as one file.</source>
      <translation>{code} wird nicht als eine Datei geschrieben.</translation>
    </message>
    <message>
      <source>{copy} could not be restored: {reason}. The history is unchanged.</source>
      <translation>{copy} ließ sich nicht einspielen: {reason}. Der Verlauf ist, wie er war.</translation>
    </message>
    <message>
      <source>{copy} is empty: choose another backup.</source>
      <translation>{copy} ist leer: Wählen Sie eine andere Sicherung.</translation>
    </message>
    <message>
      <source>{copy} is read-only.</source>
      <translation>{copy} ist schreibgeschützt.</translation>
    </message>
    <message>
      <source>{count:,} without figures</source>
      <translation>{count:,} ohne Angaben</translation>
    </message>
    <message>
      <source>{document} cannot be written as {name}: {reason}. Nothing was left behind.</source>
      <translation>{document} lässt sich nicht als {name} schreiben: {reason}. Es blieb nichts zurück.</translation>
    </message>
    <message>
      <source>{document} is not in this history: reviser library lists its documents.</source>
      <translation>{document} ist nicht in diesem Verlauf: reviser library listet, was darin ist.</translation>
    </message>
    <message>
      <source>{file} cannot be read: fetch the checkpoint again.</source>
      <translation>{file} kann nicht gelesen werden: Holen Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
      <source>{file} cannot be read: {reason}.</source>
      <translation>{file} ist nicht lesbar: {reason}.</translation>
    </message>
    <message>
      <source>{file} is cut off: fetch the checkpoint again.</source>
      <translation>{file} ist abgeschnitten: Holen Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
      <source>{file} is not on the package index ({hosts}): ask its operator, or set PIP_INDEX_URL to another, such as {usual}.</source>
      <translation>{file} ist nicht im Paketindex ({hosts}): Fragen Sie den Betreiber, oder setzen Sie PIP_INDEX_URL auf einen anderen, etwa {usual}.</translation>
    </message>
    <message>
      <source>{folder} has a config.json that names no model_type: it is no checkpoint of transformers.</source>
      <translation>{folder} hat eine config.json, die keinen model_type nennt: Das ist kein Checkpoint von transformers.</translation>
    </message>
    <message>
      <source>{folder} has a damaged config.json: fetch the checkpoint again.</source>
      <translation>{folder} hat eine beschädigte config.json: Holen Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
      <source>{folder} has no tokenizer ({names}): copy the tokenizer's files into it.</source>
      <translation>{folder} hat keinen Tokenizer ({names}): Kopieren Sie seine Dateien hinein.</translation>
    </message>
    <message>
      <source>{folder} has no weights (model.safetensors or pytorch_model.bin): fetch the checkpoint again.</source>
      <translation>{folder} hat keine Gewichte (model.safetensors oder pytorch_model.bin): Holen Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
      <source>{folder} holds a {model_type} model, and {kind} is for {types}: choose another --kind.</source>
      <translation>{folder} enthält ein {model_type}-Modell, und {kind} ist für {types}: Wählen Sie ein anderes --kind.</translation>
    </message>
    <message>
      <source>{folder} is no checkpoint: it has no config.json. Name the folder that the model was saved in.</source>
      <translation>{folder} ist kein Checkpoint: config.json fehlt. Nennen Sie den Ordner, in den das Modell gespeichert wurde.</translation>
    </message>
    <message>
      <source>{folder} takes {needed:.1f} GB of memory, and {free:.1f} GB are free: close other programs, or use a smaller checkpoint.</source>
      <translation>{folder} braucht {needed:.1f} GB Arbeitsspeicher, und {free:.1f} GB sind frei: Schließen Sie andere Programme, oder nehmen Sie einen kleineren Checkpoint.</translation>
    </message>
    <message>
      <source>{found}.</source>
      <translation>{found}.</translation>
    </message>
    <message>
      <source>{given} cannot be used as the name of a model: rename the file.</source>
      <translation>{given} kann einem Modell nicht seinen Namen geben: Geben Sie der Datei einen anderen Namen.</translation>
    </message>
    <message>
      <source>{given} is not a wheel that contains a known model ({wheels}): give the GGUF file itself.</source>
      <translation>{given} ist kein Wheel, in dem ein bekanntes Modell steckt ({wheels}): Geben Sie die GGUF-Datei selbst an.</translation>
    </message>
    <message>
      <source>{given} does not have the hash of {name}: rename the file.</source>
      <translation>{given} ist dem Hash nach nicht {name}: Geben Sie der Datei einen anderen Namen.</translation>
    </message>
    <message>
      <source>{host} cannot be reached: check the address, your connection and any VPN or firewall.</source>
      <translation>{host} ist nicht erreichbar: Prüfen Sie die Adresse, Ihre Verbindung und, wo vorhanden, VPN und Firewall.</translation>
    </message>
    <message>
      <source>{host} does not have it.</source>
      <translation>{host} hat es nicht.</translation>
    </message>
    <message>
      <source>{host} is another machine, and http is not encrypted: use https.</source>
      <translation>{host} ist ein anderer Rechner, und über http kann jeder dazwischen mitlesen: Benutzen Sie https.</translation>
    </message>
    <message>
      <source>{host} is another machine, and over http others on the network can read your text and your key: use https, or allow http for this server (--plain-http).</source>
      <translation>{host} ist ein anderer Rechner, und über http kann jeder dazwischen Ihren Text und Ihren Schlüssel mitlesen: Benutzen Sie https, oder erlauben Sie es für diesen Server (--plain-http).</translation>
    </message>
    <message>
      <source>{host} refused with the code {status}: check the address of {name}.</source>
      <translation>{host} lehnte mit dem Code {status} ab: Prüfen Sie die Adresse von {name}.</translation>
    </message>
    <message>
      <source>{host} refused with the code {status}: try again later.</source>
      <translation>{host} lehnte mit dem Code {status} ab: Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
      <source>{host} redirects again and again: check the address of {name}.</source>
      <translation>{host} leitet immer weiter: Prüfen Sie die Adresse von {name}.</translation>
    </message>
    <message>
      <source>{host} requires a user and password, or refuses access: add them to the address of {name}.</source>
      <translation>{host} verlangt Benutzer und Passwort oder lässt Sie nicht ein: Geben Sie sie in der Adresse von {name} an.</translation>
    </message>
    <message>
      <source>{judge} proposes and does not judge: name a chat model with --judge.</source>
      <translation>{judge} schlägt vor und urteilt nicht: Nennen Sie ein Chat-Modell mit --judge.</translation>
    </message>
    <message>
      <source>{line} is not an edit.</source>
      <translation>{line} ist keine Änderung.</translation>
    </message>
    <message>
      <source>{listing} cannot be read as a list of files: {problem}.</source>
      <translation>{listing} ist nicht als Liste von Dateien lesbar: {problem}.</translation>
    </message>
    <message>
      <source>{missing} of {parts} parts of the text could not be revised; what had arrived is kept.</source>
      <translation>{missing} von {parts} Teilen des Texts ließen sich nicht überarbeiten; was schon da war, ist erhalten.</translation>
    </message>
    <message>
      <source>{model} answered with a tool call instead of text: turn tools off on the server, or choose another model.</source>
      <translation>{model} antwortete mit einem Werkzeugaufruf statt mit Text: Schalten Sie Werkzeuge auf dem Server aus, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>The answer of {model} did not end: choose another model.</source>
      <translation>{model} antwortete ohne Ende; wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>{model} cannot list errors, which the strategy anneal needs: choose another strategy.</source>
      <translation>{model} kann keine Fehler auflisten, was das Vorgehen anneal braucht: Wählen Sie ein anderes Vorgehen.</translation>
    </message>
    <message>
      <source>{model} gave an empty answer: check the server's log, or choose another model.</source>
      <translation>{model} gab eine leere Antwort: Sehen Sie nach, was der Server protokolliert, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>{path} has {count:,} sentences, and {wanted:,} were revised: name results over the same data.</source>
      <translation>{path} hat {count:,} Sätze, überarbeitet wurden {wanted:,}: Nennen Sie Ergebnisse über dieselben Daten.</translation>
    </message>
    <message>
      <source>Name the sentences that both revise: --sources FILE, one per line.</source>
      <translation>Nennen Sie die Sätze, die beide überarbeiten: --sources DATEI, einer je Zeile.</translation>
    </message>
    <message>
      <source>The language model judges by how well a sentence reads: leave out --criterion.</source>
      <translation>Das Sprachmodell urteilt danach, wie gut sich ein Satz liest: Lassen Sie --criterion weg.</translation>
    </message>
    <message>
      <source>{first} and {second} do not revise the same sentences (the first that differs is number {number:,}): name results over the same data.</source>
      <translation>{first} und {second} überarbeiten nicht dieselben Sätze (der erste, der abweicht, ist Nummer {number:,}): Nennen Sie Ergebnisse über dieselben Daten.</translation>
    </message>
    <message>
      <source>Only a chat model or the language model can judge: name one of your servers, or model.</source>
      <translation>Urteilen kann nur ein Chat-Modell oder das Sprachmodell: Nennen Sie einen Ihrer Server, oder model.</translation>
    </message>
    <message>
      <source>{model} does not answer with a readable list: choose another model.</source>
      <translation>{model} liefert keine lesbare Liste; wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>{model} refused to revise this text.</source>
      <translation>{model} wollte diesen Text nicht überarbeiten.</translation>
    </message>
    <message>
      <source>{model} refused: {words}</source>
      <translation>{model} lehnte ab: {words}</translation>
    </message>
    <message>
      <source>{model} thought, and then gave an empty answer: let it think less, or choose another model.</source>
      <translation>{model} dachte nach und gab dann eine leere Antwort: Lassen Sie es weniger nachdenken, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>{model} used all {max_tokens:,} tokens of its answer for thinking: allow longer answers for {server}, let it think less, or choose another model.</source>
      <translation>{model} hat die {max_tokens:,} Tokens, die eine Antwort haben darf, mit Nachdenken aufgebraucht, bevor es antwortete: Erlauben Sie für {server} längere Antworten, lassen Sie es weniger nachdenken, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message numerus="yes">
      <source>{n:,} accepted edits are in the file without a change mark, because there are markup signs or code at their places.</source>
      <translation>
        <numerusform>{n:,} angenommene Änderung steht ohne Markierung in der Datei: Dort stehen Zeichen ihrer Auszeichnung oder Code.</numerusform>
        <numerusform>{n:,} angenommene Änderungen stehen ohne Markierung in der Datei: Dort stehen Zeichen ihrer Auszeichnung oder Code.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} proposals were withdrawn: {reasons}.</source>
      <translation>
        <numerusform>{n:,} Vorschlag wurde zurückgezogen: {reasons}.</numerusform>
        <numerusform>{n:,} Vorschläge wurden zurückgezogen: {reasons}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} answers of the model could not be used: {reasons}.</source>
      <translation>
        <numerusform>{n:,} Antwort des Modells war nicht brauchbar: {reasons}.</numerusform>
        <numerusform>{n:,} Antworten des Modells waren nicht brauchbar: {reasons}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} bound fields</source>
      <translation>
        <numerusform>{n:,} gebundenes Feld</numerusform>
        <numerusform>{n:,} gebundene Felder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} changed rows</source>
      <translation>
        <numerusform>{n:,} geänderte Zeile</numerusform>
        <numerusform>{n:,} geänderte Zeilen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} changes are not in the file, because there are markup signs or code at their places.</source>
      <translation>
        <numerusform>{n:,} Änderung ist nicht in der Datei: Dort stehen Zeichen ihrer Auszeichnung oder Code.</numerusform>
        <numerusform>{n:,} Änderungen sind nicht in der Datei: Dort stehen Zeichen ihrer Auszeichnung oder Code.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} changes in headers, footers and text boxes</source>
      <translation>
        <numerusform>{n:,} Änderung in einer Kopfzeile, Fußzeile oder einem Textfeld</numerusform>
        <numerusform>{n:,} Änderungen in Kopfzeilen, Fußzeilen und Textfeldern</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} format changes</source>
      <translation>
        <numerusform>{n:,} Änderung eines Formats</numerusform>
        <numerusform>{n:,} Änderungen von Formaten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} nested changes</source>
      <translation>
        <numerusform>{n:,} Änderung in einer anderen</numerusform>
        <numerusform>{n:,} Änderungen in anderen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} nested changes, or changes of notes or tables</source>
      <translation>
        <numerusform>{n:,} Änderung in einer anderen oder an einer Fußnote oder Tabelle</numerusform>
        <numerusform>{n:,} Änderungen in anderen oder an Fußnoten oder Tabellen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} chapters that the book lists are missing.</source>
      <translation>
        <numerusform>1 Kapitel, das das Buch nennt, fehlt darin.</numerusform>
        <numerusform>{n:,} Kapitel, die das Buch nennt, fehlen darin.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} documents are complete.</source>
      <translation>
        <numerusform>{n:,} Dokument ist, wie es war.</numerusform>
        <numerusform>{n:,} Dokumente sind, wie sie waren.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} headers and footers</source>
      <translation>
        <numerusform>{n:,} Kopf- oder Fußzeile</numerusform>
        <numerusform>{n:,} Kopf- und Fußzeilen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} later steps lost</source>
      <translation>
        <numerusform>{n:,} späterer Schritt verloren</numerusform>
        <numerusform>{n:,} spätere Schritte verloren</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} parts of moves</source>
      <translation>
        <numerusform>{n:,} Teil einer Verschiebung</numerusform>
        <numerusform>{n:,} Teile von Verschiebungen</numerusform>
      </translation>
    </message>
    <message>
      <source>{path} cannot be read: {reason}.</source>
      <translation>{path} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
      <source>{path} is no report of such a run: name another file with --report.</source>
      <translation>{path} ist kein Bericht eines solchen Laufs: Nennen Sie mit --report eine andere Datei.</translation>
    </message>
    <message>
      <source>{path} belongs to a run with other data, options or versions: delete it, or name another --output.</source>
      <translation>{path} ist von einem Lauf mit anderen Daten, Optionen oder Versionen: Löschen Sie die Datei, oder nennen Sie ein anderes --output.</translation>
    </message>
    <message>
      <source>{path} lists no file: each line must be the path of a file.</source>
      <translation>{path} nennt keine Datei: jede Zeile soll der Pfad einer Datei sein.</translation>
    </message>
    <message>
      <source>{path} was changed while it was revised: it is left as it is.</source>
      <translation>{path} wurde während der Überarbeitung geändert: Die Datei bleibt, wie sie ist.</translation>
    </message>
    <message>
      <source>{where} cannot be read as a row of EditEval: download the dataset again.</source>
      <translation>{where} lässt sich nicht als Zeile von EditEval lesen: Laden Sie den Datensatz erneut herunter.</translation>
    </message>
    <message>
      <source>{where} has no task of EditEval: write one of {tasks} as its task_type.</source>
      <translation>{where} hat keine Aufgabe von EditEval: Schreiben Sie als task_type eine von {tasks}.</translation>
    </message>
    <message>
      <source>{where} has no text: one of the columns {columns} must contain it.</source>
      <translation>{where} hat keinen Text: eine der Spalten {columns} soll ihn enthalten.</translation>
    </message>
    <message>
      <source>{where} is no row of EditEval, which has an input, edits and a task: take the file out, or download the dataset again.</source>
      <translation>{where} ist keine Zeile von EditEval, die input, edits und eine Aufgabe hat: Nehmen Sie die Datei heraus, oder laden Sie den Datensatz erneut herunter.</translation>
    </message>
    <message>
      <source>{where}: {problem}</source>
      <translation>{where}: {problem}</translation>
    </message>
    <message>
      <source>Two documents are called {name}: give each row another id.</source>
      <translation>Zwei Dokumente heißen {name}: Geben Sie jeder Zeile eine andere id.</translation>
    </message>
    <message>
      <source>{path} is empty: each line must be a JSON object with a text.</source>
      <translation>In {path} steht nichts: jede Zeile soll ein JSON-Objekt mit einem Text sein.</translation>
    </message>
    <message>
      <source>The report {path} cannot be written ({reason}): free some space, or name another with --report. What is done is in the history.</source>
      <translation>Der Bericht {path} lässt sich nicht schreiben ({reason}): Schaffen Sie Platz oder nennen Sie mit --report einen anderen. Was getan ist, steht im Verlauf.</translation>
    </message>
    <message>
      <source>{path} cannot be written: {reason}.</source>
      <translation>{path} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
      <source>{path} is not what reviser eval --output writes, nor UTF-8 text: name another.</source>
      <translation>{path} ist weder das, was reviser eval --output schreibt, noch UTF-8-Text: Nennen Sie eine andere Datei.</translation>
    </message>
    <message numerus="yes">
      <source>{path} has {n:,} sentences and the dataset {wanted:,}: name one of the same data.</source>
      <translation>
        <numerusform>{path} hat einen Satz und der Datensatz {wanted:,}: Nennen Sie eine Datei zu denselben Daten.</numerusform>
        <numerusform>{path} hat {n:,} Sätze und der Datensatz {wanted:,}: Nennen Sie eine Datei zu denselben Daten.</numerusform>
      </translation>
    </message>
    <message>
      <source>This document includes no other documents.</source>
      <translation>Dieses Dokument bindet keine anderen Dokumente ein.</translation>
    </message>
    <message numerus="yes">
      <source>Its {n:,} parts are open, each in its own tab: {names}.</source>
      <translation>
        <numerusform>Sein Teil ist in einem eigenen Reiter offen: {names}.</numerusform>
        <numerusform>Seine {n:,} Teile sind offen, jeder in einem eigenen Reiter: {names}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} files that it includes are missing: {names}.</source>
      <translation>
        <numerusform>Eine Datei, die es einbindet, ist nicht da: {names}.</numerusform>
        <numerusform>{n:,} Dateien, die es einbindet, sind nicht da: {names}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} parts of this document are separate files, each opened on its own: {names}.</source>
      <translation>
        <numerusform>Ein Teil dieses Dokuments steht in einer eigenen Datei, die für sich geöffnet wird: {names}.</numerusform>
        <numerusform>{n:,} Teile dieses Dokuments stehen in eigenen Dateien, die einzeln geöffnet werden: {names}.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} placeholders</source>
      <translation>
        <numerusform>{n:,} Platzhalter</numerusform>
        <numerusform>{n:,} Platzhalter</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} places of the file could not be read.</source>
      <translation>
        <numerusform>{n:,} Stelle der Datei war nicht lesbar.</numerusform>
        <numerusform>{n:,} Stellen der Datei waren nicht lesbar.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} protected sections</source>
      <translation>
        <numerusform>{n:,} geschützter Bereich</numerusform>
        <numerusform>{n:,} geschützte Bereiche</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} requests</source>
      <translation>
        <numerusform>{n:,} Anfrage</numerusform>
        <numerusform>{n:,} Anfragen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} steps of its history kept</source>
      <translation>
        <numerusform>{n:,} Schritt des Verlaufs erhalten</numerusform>
        <numerusform>{n:,} Schritte des Verlaufs erhalten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} stored texts were damaged and left out.</source>
      <translation>
        <numerusform>{n:,} gespeicherter Text war beschädigt und fehlt.</numerusform>
        <numerusform>{n:,} gespeicherte Texte waren beschädigt und fehlen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} text boxes</source>
      <translation>
        <numerusform>{n:,} Textfeld</numerusform>
        <numerusform>{n:,} Textfelder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n:,} tracked changes were left out, because the text was changed at the same place.</source>
      <translation>
        <numerusform>{n:,} nachverfolgte Änderung ist weggelassen, weil der Text an derselben Stelle geändert wurde.</numerusform>
        <numerusform>{n:,} nachverfolgte Änderungen sind weggelassen, weil der Text an denselben Stellen geändert wurde.</numerusform>
      </translation>
    </message>
    <message>
      <source>{names} and {more} more</source>
      <translation>{names} und {more} weitere</translation>
    </message>
    <message>
      <source>{name} answered with a web page: check the address (a login page, or another program?).</source>
      <translation>{name} antwortete mit einer Webseite: Prüfen Sie die Adresse (eine Anmeldeseite, oder ein anderes Programm?).</translation>
    </message>
    <message>
      <source>{name} answered with an error: try again, or check the server's log.</source>
      <translation>{name} antwortete mit einem Fehler: Versuchen Sie es noch einmal, oder sehen Sie nach, was der Server protokolliert.</translation>
    </message>
    <message>
      <source>{name} did not answer like a model: check the address (a login page, or another program?).</source>
      <translation>{name} antwortete mit etwas, was keine Antwort eines Modells ist: Prüfen Sie die Adresse (eine Anmeldeseite, oder ein anderes Programm?).</translation>
    </message>
    <message>
      <source>The answer of {name} does not end: check its address.</source>
      <translation>{name} antwortet ohne Ende: Prüfen Sie die Adresse.</translation>
    </message>
    <message>
      <source>{name} cannot be read: {problem}.</source>
      <translation>{name} ist nicht lesbar: {problem}.</translation>
    </message>
    <message>
      <source>{name} does not support this answer format: choose a simpler one.</source>
      <translation>{name} kann keine Antwort dieser Form geben: Verlangen Sie eine einfachere.</translation>
    </message>
    <message>
      <source>{name} failed (error {status}): try again, or check the server's log.</source>
      <translation>{name} ist gescheitert (Fehler {status}): Versuchen Sie es noch einmal, oder sehen Sie nach, was der Server protokolliert.</translation>
    </message>
    <message>
      <source>{name} has a line of more than {largest} MB, so it is not a dataset.</source>
      <translation>{name} hat eine Zeile von mehr als {largest} MB; das hat kein Datensatz.</translation>
    </message>
    <message>
      <source>{name} has received too many requests: try again {when}, or send fewer at once.</source>
      <translation>{name} hatte zu viele Anfragen: Versuchen Sie es {when} noch einmal, oder senden Sie weniger auf einmal.</translation>
    </message>
    <message>
      <source>{name} has no model called {model}: choose one that it lists.</source>
      <translation>{name} hat kein Modell namens {model}: Wählen Sie eines, das aufgelistet ist.</translation>
    </message>
    <message>
      <source>{name} has no tracked changes of this kind: choose {codes}.</source>
      <translation>{name} hat keine nachverfolgten Änderungen dieser Art: Wählen Sie {codes}.</translation>
    </message>
    <message>
      <source>{name} has no tracked changes: save the text as it is.</source>
      <translation>{name} kennt keine nachverfolgten Änderungen: Speichern Sie den Text, wie er ist.</translation>
    </message>
    <message>
      <source>{name} has the shape {shape}, not {known}</source>
      <translation>{name} hat die Form {shape}, nicht {known}</translation>
    </message>
    <message>
      <source>{name} is busy or starting: try again {when}.</source>
      <translation>{name} ist beschäftigt oder startet gerade: Versuchen Sie es {when} noch einmal.</translation>
    </message>
    <message>
      <source>{name} is larger than {largest} MB, so it is not a dataset of edits.</source>
      <translation>{name} ist größer als {largest} MB; das ist kein Datensatz von Änderungen.</translation>
    </message>
    <message>
      <source>{name} is lost: neither its beginning nor a text of it could be read.</source>
      <translation>{name} ist verloren: Weder der Anfang noch ein Text davon war lesbar.</translation>
    </message>
    <message>
      <source>{name} is not UTF-8 text: download the dataset again.</source>
      <translation>{name} ist kein Text in UTF-8; holen Sie den Datensatz noch einmal.</translation>
    </message>
    <message>
      <source>{name} is there already as {code}</source>
      <translation>{name} gibt es schon als {code}</translation>
    </message>
    <message>
      <source>{name} is there already for {what}</source>
      <translation>{name} gibt es schon für {what}</translation>
    </message>
    <message>
      <source>{name} sends compressed data that was not requested: check your network or proxy.</source>
      <translation>{name} packt, was gesendet wird, obwohl das nicht verlangt war: Sehen Sie nach Ihrem Netz oder Proxy.</translation>
    </message>
    <message>
      <source>{name} refused the key: check it, and what it is allowed to do.</source>
      <translation>{name} lehnte den Schlüssel ab: Prüfen Sie ihn, und was er darf.</translation>
    </message>
    <message>
      <source>{name} refused the request (error {status}): check its model and settings.</source>
      <translation>{name} lehnte die Anfrage ab (Fehler {status}): Prüfen Sie Modell und Einstellungen.</translation>
    </message>
    <message>
      <source>{name} seems to be open in {program} by {owner}: save and close it there before you save here, or the changes of one of the two are lost.</source>
      <translation>{name} ist anscheinend bei {owner} in {program} offen: Speichern und schließen Sie die Datei dort, bevor Sie hier speichern, sonst geht verloren, was eines der beiden geschrieben hat.</translation>
    </message>
    <message>
      <source>{name} seems to be open in {program}: save and close it there before you save here, or the changes of one of the two are lost.</source>
      <translation>{name} ist anscheinend in {program} offen: Speichern und schließen Sie die Datei dort, bevor Sie hier speichern, sonst geht verloren, was eines der beiden geschrieben hat.</translation>
    </message>
    <message>
      <source>{name}: {kept}, {lost}.</source>
      <translation>{name}: {kept}, {lost}.</translation>
    </message>
    <message>
      <source>{name}: {kept}, {lost}; its newest stored text is kept.</source>
      <translation>{name}: {kept}, {lost}; der neueste gespeicherte Text ist erhalten.</translation>
    </message>
    <message>
      <source>{old} cannot be renamed: {reason}.</source>
      <translation>{old} lässt sich nicht umbenennen: {reason}.</translation>
    </message>
    <message>
      <source>{original} and its references do not have the same number of lines: download the dataset again.</source>
      <translation>{original} und die Referenzen dazu haben nicht gleich viele Zeilen: Holen Sie den Datensatz noch einmal.</translation>
    </message>
    <message>
      <source>{output} belongs to the history itself: name another file.</source>
      <translation>{output} gehört zum Verlauf selbst: Nennen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>{output} cannot be written: {reason}. Nothing was left behind.</source>
      <translation>{output} lässt sich nicht schreiben: {reason}. Es blieb nichts zurück.</translation>
    </message>
    <message>
      <source>{output} is a device or a pipe, not a file: name a file, or - for standard output.</source>
      <translation>{output} ist ein Gerät oder eine Pipe, keine Datei: Nennen Sie eine Datei, oder - für die Standardausgabe.</translation>
    </message>
    <message>
      <source>{output} is a folder: name a file.</source>
      <translation>{output} ist ein Ordner: Nennen Sie eine Datei.</translation>
    </message>
    <message>
      <source>{output} exists already: name a new file.</source>
      <translation>{output} gibt es schon: Nennen Sie eine neue Datei.</translation>
    </message>
    <message>
      <source>{output} exists already: name a new folder, or an empty one.</source>
      <translation>{output} gibt es schon: Nennen Sie einen neuen oder einen leeren Ordner.</translation>
    </message>
    <message>
      <source>{path} begins as {encoding} text but is damaged: open it in the program that created it.</source>
      <translation>{path} beginnt als Text in {encoding}, ist aber beschädigt: Öffnen Sie die Datei dort, woher sie stammt.</translation>
    </message>
    <message>
      <source>{path} cannot be read ({reason}): check it.</source>
      <translation>{path} ist nicht lesbar ({reason}): Prüfen Sie die Datei.</translation>
    </message>
    <message>
      <source>{path} cannot be read, because you have no permission: ask its owner.</source>
      <translation>{path} ist nicht lesbar, Sie haben keine Berechtigung: Bitten Sie den Eigentümer darum.</translation>
    </message>
    <message>
      <source>{path} cannot be read: {why}.</source>
      <translation>{path} ist nicht lesbar: {why}.</translation>
    </message>
    <message>
      <source>{path} cannot be saved: {why}.</source>
      <translation>{path} lässt sich nicht speichern: {why}.</translation>
    </message>
    <message>
      <source>{path} cannot be written: its suffix is not that of a picture. Use .svg or .png.</source>
      <translation>{path} lässt sich nicht schreiben: So endet kein Bild. Nennen Sie es .svg oder .png.</translation>
    </message>
    <message>
      <source>{path} cannot be written: check the folder and the free space on the disk, or name another place.</source>
      <translation>{path} lässt sich nicht schreiben; prüfen Sie den Ordner und den Platz auf dem Datenträger, oder nennen Sie einen anderen Ort.</translation>
    </message>
    <message>
      <source>{path} contains NUL bytes, so it is binary or damaged: open a text or Markdown file.</source>
      <translation>{path} enthält NUL-Bytes, ist also binär oder beschädigt: Öffnen Sie eine Text- oder Markdown-Datei.</translation>
    </message>
    <message>
      <source>{path} does not exist: check the name and the folder.</source>
      <translation>{path} gibt es nicht: Prüfen Sie den Namen und den Ordner.</translation>
    </message>
    <message>
      <source>{path} has a document type definition, which {program} does not write and which can do harm: save it again in {program}, if you know where it comes from.</source>
      <translation>{path} enthält eine Dokumenttypdefinition, die {program} nicht schreibt und die schaden kann: Speichern Sie die Datei in {program} neu, wenn Sie wissen, woher sie kommt.</translation>
    </message>
    <message>
      <source>{path} has neither the files of JFLEG or ASSET, nor the lines of EditEval or IteraTeR: name another.</source>
      <translation>{path} enthält weder die Dateien von JFLEG oder ASSET noch die Zeilen von EditEval oder IteraTeR: Nennen Sie einen anderen.</translation>
    </message>
    <message>
      <source>{path} has no lines of JSON with an id and an output: name a file of predictions.</source>
      <translation>{path} enthält keine JSON-Zeilen mit id und output: Nennen Sie eine Datei mit Vorhersagen.</translation>
    </message>
    <message>
      <source>{path} has no output for the text {id} of {dataset}: name one of the same data.</source>
      <translation>{path} enthält keine Ausgabe für den Text {id} von {dataset}: Nennen Sie eine zu denselben Daten.</translation>
    </message>
    <message>
      <source>{path} has no tracked changes of {author}.</source>
      <translation>{path} hat keine nachverfolgten Änderungen von {author}.</translation>
    </message>
    <message>
      <source>{path} has no tracked changes of {author}: they are of {authors}.</source>
      <translation>{path} hat keine nachverfolgten Änderungen von {author}: Sie sind von {authors}.</translation>
    </message>
    <message>
      <source>{path} has no tracked changes.</source>
      <translation>{path} hat keine nachverfolgten Änderungen.</translation>
    </message>
    <message>
      <source>{path} holds a part of over {limit}: split the document.</source>
      <translation>{path} enthält einen Teil von über {limit}: Teilen Sie das Dokument.</translation>
    </message>
    <message>
      <source>{path} is not an OpenDocument text: it is another kind of file, or damaged.</source>
      <translation>{path} enthält keinen OpenDocument-Text: Es ist eine andere Art von Datei oder beschädigt.</translation>
    </message>
    <message>
      <source>{path} is not a Word document: it is another kind of file, or damaged.</source>
      <translation>{path} enthält kein Word-Dokument: Es ist eine andere Art von Datei oder beschädigt.</translation>
    </message>
    <message>
      <source>{path} contains no text: open it in the program that created it.</source>
      <translation>{path} enthält keinen Text: Öffnen Sie die Datei mit dem Programm, das sie erzeugt hat.</translation>
    </message>
    <message>
      <source>{path} holds text of over {limit}: split the document.</source>
      <translation>{path} enthält mehr als {limit} Text: Teilen Sie das Dokument.</translation>
    </message>
    <message>
      <source>{path} holds text of over {limit}: split the book.</source>
      <translation>{path} enthält Text von über {limit}: Teilen Sie das Buch.</translation>
    </message>
    <message>
      <source>{path} is a GGUF file of an unsupported version (2 and 3 are supported): use another.</source>
      <translation>{path} ist eine GGUF-Datei einer Version, die hier nicht gelesen wird (nur 2 und 3): Geben Sie eine andere an.</translation>
    </message>
    <message>
      <source>{path} is a device or a pipe, not a file: choose another name.</source>
      <translation>{path} ist ein Gerät oder eine Pipe, keine Datei: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>{path} is a device or a pipe, not a file: save its text to a file and open that.</source>
      <translation>{path} ist ein Gerät oder eine Pipe, keine Datei: Speichern Sie den Text in einer Datei und öffnen Sie diese.</translation>
    </message>
    <message>
      <source>{path} is a device or a socket, not a file: open a file.</source>
      <translation>{path} ist ein Gerät oder ein Socket, keine Datei: Öffnen Sie eine Datei.</translation>
    </message>
    <message>
      <source>{path} is a folder: give the name of a file.</source>
      <translation>{path} ist ein Ordner: Geben Sie den Namen einer Datei an.</translation>
    </message>
    <message>
      <source>{path} is a folder: open a file in it.</source>
      <translation>{path} ist ein Ordner: Öffnen Sie eine Datei darin.</translation>
    </message>
    <message>
      <source>{path} is a folder; name a file for the history.</source>
      <translation>{path} ist ein Ordner; nennen Sie eine Datei für den Verlauf.</translation>
    </message>
    <message>
      <source>{path} is an OpenDocument file, not one of Word's: give it the suffix .odt.</source>
      <translation>{path} ist eine OpenDocument-Datei, keine von Word: Geben Sie ihr die Endung .odt.</translation>
    </message>
    <message>
      <source>{path} is damaged inside (it is not well-formed XML): open it in {program} and save it again.</source>
      <translation>{path} ist innen beschädigt (kein wohlgeformtes XML): Öffnen Sie die Datei in {program} und speichern Sie sie neu.</translation>
    </message>
    <message>
      <source>{path} is damaged or was not copied whole: fetch it again or open a copy.</source>
      <translation>{path} ist beschädigt oder wurde nicht ganz kopiert: Holen Sie die Datei noch einmal, oder öffnen Sie eine Kopie.</translation>
    </message>
    <message>
      <source>{path} is damaged: {problem}. Fetch it again.</source>
      <translation>{path} ist beschädigt: {problem}. Holen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>{path} is encrypted: open it in LibreOffice and save it without a password.</source>
      <translation>{path} ist verschlüsselt: Öffnen Sie die Datei in LibreOffice und speichern Sie sie ohne Passwort.</translation>
    </message>
    <message>
      <source>{path} is encrypted: open it in Word, take its password away and save it.</source>
      <translation>{path} ist verschlüsselt: Öffnen Sie die Datei in Word, nehmen Sie das Passwort weg und speichern Sie sie.</translation>
    </message>
    <message>
      <source>{path} is encrypted: save it without a password and open that.</source>
      <translation>{path} ist verschlüsselt: Speichern Sie die Datei ohne Passwort und öffnen Sie diese.</translation>
    </message>
    <message>
      <source>{path} is in an old Office format: open it in Word and save it as .docx.</source>
      <translation>{path} hat ein altes Office-Format: Öffnen Sie die Datei in Word und speichern Sie sie als .docx.</translation>
    </message>
    <message>
      <source>{path} is in the history already; open it again.</source>
      <translation>{path} ist schon im Verlauf; öffnen Sie es neu.</translation>
    </message>
    <message>
      <source>{path} is named twice: name different histories.</source>
      <translation>{path} ist zweimal genannt: Nennen Sie verschiedene Verläufe.</translation>
    </message>
    <message>
      <source>{path} is not an EPUB book: it is another kind of file, or damaged.</source>
      <translation>{path} ist kein EPUB-Buch: Es ist eine andere Art von Datei oder beschädigt.</translation>
    </message>
    <message>
      <source>{path} is not a model file: use one in the GGUF format of llama.cpp.</source>
      <translation>{path} ist keine Modelldatei: Geben Sie eine im GGUF-Format von llama.cpp an.</translation>
    </message>
    <message>
      <source>{path} cannot be read as a table of prices: correct or remove it.</source>
      <translation>{path} ist keine lesbare Preistabelle: Berichtigen oder entfernen Sie sie.</translation>
    </message>
    <message>
      <source>{path} is not a table of prices: correct or remove it.</source>
      <translation>{path} ist keine Preistabelle: Berichtigen oder entfernen Sie sie.</translation>
    </message>
    <message>
      <source>{path} is not a file; name a file for the history.</source>
      <translation>{path} ist keine Datei; nennen Sie eine Datei für den Verlauf.</translation>
    </message>
    <message>
      <source>{path} is not a text file: it is full of control characters. Open a text or Markdown file.</source>
      <translation>{path} ist keine Textdatei: Sie ist voller Steuerzeichen. Öffnen Sie eine Text- oder Markdown-Datei.</translation>
    </message>
    <message>
      <source>{path} is not a {program} document: open it with the program that made it.</source>
      <translation>{path} ist kein Dokument von {program}: Öffnen Sie es mit dem Programm, das es gemacht hat.</translation>
    </message>
    <message>
      <source>{path} has an unknown format (known: {formats}); name its format with --format.</source>
      <translation>{path} hat kein Format, das hier bekannt ist ({formats}); nennen Sie das Format mit --format.</translation>
    </message>
    <message>
      <source>{path} is compressed in a way that {program} does not use: save it again in {program}.</source>
      <translation>{path} ist auf eine Weise gepackt, die {program} nicht benutzt: Speichern Sie die Datei in {program} neu.</translation>
    </message>
    <message>
      <source>{path} is protected against copying (DRM): only the program that it was bought for can read it.</source>
      <translation>{path} ist gegen Kopieren geschützt (DRM): Nur das Programm, für das es gekauft wurde, kann es lesen.</translation>
    </message>
    <message>
      <source>{path} is read-only: allow writing to it, or save under another name.</source>
      <translation>{path} ist schreibgeschützt: Erlauben Sie das Schreiben, oder speichern Sie unter einem anderen Namen.</translation>
    </message>
    <message>
      <source>{path} is signed, and saving it breaks the signature: save a copy under another name, and the signed file stays as it is.</source>
      <translation>{path} ist signiert, und Speichern bricht die Signatur: Speichern Sie eine Kopie unter einem anderen Namen, dann bleibt die signierte Datei, wie sie ist.</translation>
    </message>
    <message>
      <source>{path} is too large ({size:.0f} MB; the limit is {limit}): split it.</source>
      <translation>{path} ist zu groß ({size:.0f} MB; die Grenze ist {limit}): Teilen Sie die Datei.</translation>
    </message>
    <message>
      <source>{path} is {kind}, not a text: open it in the program that made it.</source>
      <translation>{path} ist {kind}, kein Text: Öffnen Sie die Datei in dem Programm, das sie gemacht hat.</translation>
    </message>
    <message>
      <source>{path} is {kind}, not text: save its text as plain text or Markdown, and open that.</source>
      <translation>{path} ist {kind}, kein Text: Speichern Sie den Text als reinen Text oder Markdown und öffnen Sie diesen.</translation>
    </message>
    <message>
      <source>{path} is below a file, not a folder: name another place for the history.</source>
      <translation>{path} liegt unter einer Datei, nicht unter einem Ordner; nennen Sie einen anderen Ort für den Verlauf.</translation>
    </message>
    <message>
      <source>{path} may not be read; check its permissions.</source>
      <translation>{path} darf nicht gelesen werden; prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
      <source>{path} contains none of the chapters that it lists: it is damaged, or contains only pictures.</source>
      <translation>{path} nennt kein Kapitel, das darin ist: Es ist beschädigt oder enthält nur Bilder.</translation>
    </message>
    <message>
      <source>{path} unpacks to {size:,.0f} GB, which is probably a mistake: if it is not, unpack it and name its folder.</source>
      <translation>{path} ist entpackt {size:,.0f} GB groß, was niemand wollen kann: Wenn doch, entpacken Sie es und nennen Sie den Ordner.</translation>
    </message>
    <message>
      <source>{path} was changed by another program since it was opened: read it again, or overwrite it.</source>
      <translation>{path} wurde seit dem Öffnen von außen geändert: Lesen Sie die Datei neu, oder überschreiben Sie sie.</translation>
    </message>
    <message>
      <source>{path} was moved or deleted since it was opened: save it again, or elsewhere.</source>
      <translation>{path} wurde seit dem Öffnen verschoben oder gelöscht: Speichern Sie die Datei neu, oder anderswo.</translation>
    </message>
    <message>
      <source>{plugin}, which reads {name} files, failed ({why}): update or uninstall it.</source>
      <translation>{plugin}, das {name}-Dateien liest, ist gescheitert ({why}): Aktualisieren oder deinstallieren Sie es.</translation>
    </message>
    <message>
      <source>{said}.</source>
      <translation>{said}.</translation>
    </message>
    <message>
      <source>{server} did not begin to answer in time: it may be busy with another request. Check the server, or choose a smaller model.</source>
      <translation>{server} begann nicht rechtzeitig zu antworten: Vielleicht ist der Server mit einer anderen Anfrage beschäftigt; sehen Sie nach ihm, oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
      <source>{server} sent nothing for {idle_s:g} s in the middle of an answer: try again.</source>
      <translation>{server} verstummte mitten in einer Antwort für {idle_s:g} s: Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>{server} compresses its answer ({how}) without being asked, which is not supported: turn compression off there, or in the proxy in front of it.</source>
      <translation>{server} packt die Antwort ({how}), obwohl das nicht verlangt war, und das wird nicht gelesen: Schalten Sie die Komprimierung dort aus, oder im Proxy davor.</translation>
    </message>
    <message>
      <source>{server} redirects to {place}, which is not followed: check the address; if you trust the other one, use it as the address.</source>
      <translation>{server} leitet weiter zu {place}, und dem wird nicht gefolgt: Prüfen Sie die Adresse; trauen Sie der anderen, stellen Sie diese ein.</translation>
    </message>
    <message>
      <source>{speed:.3g} tokens/s</source>
      <translation>{speed:.3g} Tokens/s</translation>
    </message>
    <message>
      <source>{target} could not hold everything in the document ({holds}): save it with the suffix {own}.</source>
      <translation>{target} verlöre, was das Dokument außer seinen Wörtern enthält ({holds}): Speichern Sie es mit der Endung {own}.</translation>
    </message>
    <message>
      <source>{title} has no file that could be renamed.</source>
      <translation>{title} hat keine Datei, die sich umbenennen ließe.</translation>
    </message>
    <message>
      <source>{title} is deleted: restore it first, with reviser delete --restore or in the library.</source>
      <translation>{title} ist gelöscht: Holen Sie es erst zurück, mit reviser delete --restore oder in der Bibliothek.</translation>
    </message>
    <message>
      <source>{tokens:,} out</source>
      <translation>{tokens:,} heraus</translation>
    </message>
    <message>
      <source>{tokens:,} tokens in</source>
      <translation>{tokens:,} Tokens hinein</translation>
    </message>
    <message>
      <source>{tokens:,} tokens in ({cached:,} cached)</source>
      <translation>{tokens:,} Tokens hinein ({cached:,} aus dem Zwischenspeicher)</translation>
    </message>
    <message>
      <source>{wheel} does not hold {member} as it should: please report it ({problem}).</source>
      <translation>{wheel} enthält {member} nicht, wie es sollte: Bitte melden Sie das ({problem}).</translation>
    </message>
    <message>
      <source>{wheel} does not hold {member} as it should: please report it.</source>
      <translation>{wheel} enthält {member} nicht, wie es sollte: Bitte melden Sie das.</translation>
    </message>
    <message>
      <source>{where}: {what}</source>
      <translation>{where}: {what}</translation>
    </message>
    <message>
      <source>{why} ({count:,})</source>
      <translation>{why} ({count:,})</translation>
    </message>
    <message>
      <source>“{address}” is not the address of a server: it must look like https://host:port/v1.</source>
      <translation>„{address}“ ist keine Adresse eines Servers: Sie sieht so aus: https://host:port/v1.</translation>
    </message>
    <message>
      <source>“{name}” cannot be a checkpoint's name: letters, digits, dots, dashes and underscores, up to 40.</source>
      <translation>„{name}“ kann kein Name eines Checkpoints sein: Buchstaben, Ziffern, Punkte, Binde- und Unterstriche, bis zu 40.</translation>
    </message>
    <message>
      <source>“{title}”</source>
      <translation>„{title}“</translation>
    </message>
    <message>
      <source>It has {column}, which is no column of this format.</source>
      <translation>Sie hat {column}, was keine Spalte dieses Formats ist.</translation>
    </message>
    <message>
      <source>ERRANT is not installed, which tells the types of errors: pip install 'reviser[errant]'.</source>
      <translation>ERRANT, das Fehlertypen bestimmt, ist nicht installiert: pip install 'reviser[errant]'.</translation>
    </message>
    <message>
      <source>{model} of {variable} is no spaCy model that can be loaded: {problem}.</source>
      <translation>{model} aus {variable} ist kein spaCy-Modell, das sich laden lässt: {problem}.</translation>
    </message>
    <message>
      <source>ERRANT needs an English model of spaCy: python -m spacy download {model}, or name another one in {variable}.</source>
      <translation>ERRANT braucht ein englisches Modell von spaCy: python -m spacy download {model}, oder nennen Sie ein anderes in {variable}.</translation>
    </message>
    <message>
      <source>{form} has no place for the types of errors: {formats} have one.</source>
      <translation>{form} hat keinen Platz für Fehlertypen: {formats} haben einen.</translation>
    </message>
    <message>
      <source>Rows of {form} are not JSON objects, so they have no schema; {formats} have one.</source>
      <translation>Eine Zeile von {form} ist kein JSON-Objekt: Ein Schema haben {formats}.</translation>
    </message>
    <message>
      <source>It has been changed since it was written: its row_sha256 does not match.</source>
      <translation>Es ist nicht so, wie es geschrieben wurde: sein row_sha256 gehört zu etwas anderem.</translation>
    </message>
    <message>
      <source>It occurs twice.</source>
      <translation>Es steht zweimal da.</translation>
    </message>
    <message>
      <source>Rows of its session are missing before it.</source>
      <translation>Davor fehlen Zeilen seiner Sitzung.</translation>
    </message>
    <message>
      <source>Rows of its session are missing after it.</source>
      <translation>Danach fehlen Zeilen seiner Sitzung.</translation>
    </message>
    <message>
      <source>It has no {hash}, and other rows have one.</source>
      <translation>Es hat kein {hash}, und andere Zeilen haben eines.</translation>
    </message>
    <message>
      <source>The history has its session with other content.</source>
      <translation>Der Verlauf hat seine Sitzung, aber anders.</translation>
    </message>
    <message>
      <source>Its session occurs twice.</source>
      <translation>Seine Sitzung steht zweimal da.</translation>
    </message>
    <message>
      <source>The rows of its session have been changed since they were written (session_sha256).</source>
      <translation>Die Zeilen seiner Sitzung sind nicht so, wie sie geschrieben wurden (session_sha256).</translation>
    </message>
    <message>
      <source>Its {name} is {given}, and by its other names {value}.</source>
      <translation>Sein {name} ist {given}, nach seinen anderen Namen aber {value}.</translation>
    </message>
    <message>
      <source>It is not the manifest of an export: {problem}.</source>
      <translation>Es ist kein Manifest eines Exports: {problem}.</translation>
    </message>
    <message>
      <source>It is in the manifest, but missing.</source>
      <translation>Das Manifest nennt es, und es ist nicht da.</translation>
    </message>
    <message>
      <source>It is not the file that was exported: the manifest has another hash.</source>
      <translation>Es ist nicht die exportierte Datei: Das Manifest hat einen anderen Hash.</translation>
    </message>
    <message>
      <source>It is not in the manifest.</source>
      <translation>Das Manifest nennt es nicht.</translation>
    </message>
    <message>
      <source>The export was written, but not its card {path}: {reason}.</source>
      <translation>Der Export ist geschrieben, seine Karte {path} nicht: {reason}.</translation>
    </message>
    <message numerus="yes">
      <source>{n:,} documents cannot be divided into these parts: {sizes}. Each part needs at least one document, and one part may be the rest.</source>
      <translation>
        <numerusform>Aus einem Dokument sind diese Teile nicht zu machen: {sizes}. Jeder Teil braucht ein Dokument, und ein Teil darf der Rest sein (rest).</numerusform>
        <numerusform>Es gibt {n:,} Dokumente, aus denen diese Teile nicht zu machen sind: {sizes}. Jeder Teil braucht ein Dokument, und ein Teil darf der Rest sein (rest).</numerusform>
      </translation>
    </message>
    <message>
      <source>{code} are only in a history, not in other datasets.</source>
      <translation>{code} gibt es nur in einem Verlauf, nicht in anderen Datensätzen.</translation>
    </message>
    <message>
      <source>Its answer or edits is missing or of the wrong type.</source>
      <translation>Sein answer oder edits fehlt oder hat den falschen Typ.</translation>
    </message>
    <message>
      <source>HF_HUB_OFFLINE is set, so nothing is fetched: unset it, or name the checkpoint's folder.</source>
      <translation>HF_HUB_OFFLINE ist gesetzt, darum wird nichts geholt: Nehmen Sie es zurück, oder nennen Sie den Ordner des Checkpoints.</translation>
    </message>
    <message>
      <source>{id} has no weights that transformers could load: choose another.</source>
      <translation>{id} hat keine Gewichte, die transformers laden könnte: Wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>{host} has no model {id}, and there is no folder of that name: check how it is written.</source>
      <translation>{host} hat kein Modell {id}, und einen Ordner dieses Namens gibt es nicht: Prüfen Sie die Schreibung.</translation>
    </message>
    <message>
      <source>{host} has no model {id}, or shows it only to people who are logged in: check how it is written, or log in with: hf auth login.</source>
      <translation>{host} hat kein Modell {id} oder zeigt es nur Angemeldeten: Prüfen Sie die Schreibung, oder melden Sie sich an mit: hf auth login.</translation>
    </message>
    <message>
      <source>{host} gives {id} only to people who agreed to its terms: do that at {page}, then log in with: hf auth login.</source>
      <translation>{host} gibt {id} nur denen, die seinen Bedingungen zugestimmt haben: Tun Sie das unter {page}, und melden Sie sich dann an mit: hf auth login.</translation>
    </message>
    <message>
      <source>The weights of {id} are pickled. They are read by torch's reader for weights alone, which runs no code; say that you want that with --allow-pickle.</source>
      <translation>Die Gewichte von {id} sind Pickle-Dateien. Gelesen werden sie von torch nur als Gewichte, ohne dass Code läuft; sagen Sie mit --allow-pickle, dass Sie das wollen.</translation>
    </message>
    <message>
      <source>Fetching a checkpoint needs huggingface_hub, which is missing: pip install 'reviser[models]'. Or name a folder.</source>
      <translation>Um einen Checkpoint zu holen, fehlt huggingface_hub: pip install 'reviser[models]'. Oder nennen Sie einen Ordner.</translation>
    </message>
    <message>
      <source>What {host} sent for {file} of {id} does not have the hash that it tells: try again. If it happens again, check your network or proxy.</source>
      <translation>Was {host} als {file} von {id} geschickt hat, hat nicht den Hash, den es nennt: Versuchen Sie es noch einmal. Geschieht es wieder, prüfen Sie Ihr Netz oder den Proxy.</translation>
    </message>
    <message>
      <source>{host} does not answer as a model hub does: check HF_ENDPOINT, or your proxy.</source>
      <translation>{host} antwortet nicht wie ein Modell-Hub: Prüfen Sie HF_ENDPOINT oder den Proxy.</translation>
    </message>
    <message>
      <source>{id} has no config.json: it is no checkpoint of transformers. Choose another.</source>
      <translation>{id} hat keine config.json: Das ist kein Checkpoint von transformers. Wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>the model hub</source>
      <translation>dem Modell-Hub</translation>
    </message>
    <message>
      <source>The tagger in {folder} has the encoder {encoder}, and only BERT's and RoBERTa's can be read here: choose another checkpoint.</source>
      <translation>Der Tagger in {folder} hat den Encoder {encoder}, und gelesen werden hier nur die von BERT und RoBERTa: Wählen Sie einen anderen Checkpoint.</translation>
    </message>
    <message>
      <source>--min-error-prob and --keep-confidence are for taggers, not for {kind}.</source>
      <translation>--min-error-prob und --keep-confidence sind für Tagger, nicht für {kind}.</translation>
    </message>
    <message>
      <source>an answer in which the sentences cannot be told apart</source>
      <translation>eine Antwort, in der die Sätze nicht zu trennen sind</translation>
    </message>
  </context>
  <context>
    <name>Places</name>
    <message>
      <source>depth</source>
      <translation>Tiefe</translation>
    </message>
    <message>
      <source>edit</source>
      <translation>Änderung</translation>
    </message>
    <message>
      <source>passage</source>
      <translation>Stelle</translation>
    </message>
    <message>
      <source>row</source>
      <translation>Zeile</translation>
    </message>
  </context>
  <context>
    <name>Retries</name>
    <message>
      <source>Saving … another program is using the history.</source>
      <translation>Speichern … ein anderes Programm benutzt gerade den Verlauf.</translation>
    </message>
  </context>
  <context>
    <name>BackupController</name>
    <message>
      <source>The backup is restored; open a document to go on with it.</source>
      <translation>Die Sicherung ist wiederhergestellt; öffnen Sie ein Dokument, um weiterzumachen.</translation>
    </message>
    <message>
      <source>What was there before is kept in the list of backups.</source>
      <translation>Was vorher da war, steht in der Liste der Sicherungen.</translation>
    </message>
  </context>
  <context>
    <name>BackupList</name>
    <message>
      <source>Backups</source>
      <translation>Sicherungen</translation>
    </message>
    <message>
      <source>Before a deletion</source>
      <translation>Vor dem Löschen</translation>
    </message>
    <message>
      <source>Before a merge</source>
      <translation>Vor dem Zusammenführen</translation>
    </message>
    <message>
      <source>Before a restore</source>
      <translation>Vor dem Wiederherstellen</translation>
    </message>
    <message>
      <source>Before an update</source>
      <translation>Vor einem Update</translation>
    </message>
    <message>
      <source>Daily</source>
      <translation>Täglich</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Dokumente</translation>
    </message>
    <message>
      <source>Made</source>
      <translation>Angelegt</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Anlass</translation>
    </message>
    <message>
      <source>On request</source>
      <translation>Auf Ihren Wunsch</translation>
    </message>
    <message>
      <source>cannot be read</source>
      <translation>nicht lesbar</translation>
    </message>
  </context>
  <context>
    <name>BackupsDialog</name>
    <message>
      <source>&amp;Make one now</source>
      <translation>&amp;Jetzt eine anlegen</translation>
    </message>
    <message>
      <source>&amp;Restore …</source>
      <translation>&amp;Wiederherstellen …</translation>
    </message>
    <message>
      <source>Backups</source>
      <translation>Sicherungen</translation>
    </message>
    <message>
      <source>Copies of the whole history in {folder}. One is made every day on which something has changed, and before updates, deletions and merges. Those of the last seven days and five weeks are kept.</source>
      <translation>Kopien des ganzen Verlaufs, in {folder}. Jeden Tag wird eine angelegt, wenn sich etwas geändert hat, und vor Updates, vor dem Löschen und vor dem Zusammenführen; sieben Tage und fünf Wochen werden aufgehoben.</translation>
    </message>
    <message>
      <source>Made: {name}</source>
      <translation>Angelegt: {name}</translation>
    </message>
    <message>
      <source>Making a backup …</source>
      <translation>Eine Sicherung wird angelegt …</translation>
    </message>
    <message>
      <source>Restoring …</source>
      <translation>Wird wiederhergestellt …</translation>
    </message>
  </context>
  <context>
    <name>BatchBar</name>
    <message>
      <source>Accept {count} shown</source>
      <translation>{count} gezeigte annehmen</translation>
    </message>
    <message>
      <source>Accept flagged and uncertainly placed proposals one by one. Proposals that belong to a group are decided only while the whole group is shown.</source>
      <translation>Gekennzeichnete und unsicher platzierte Vorschläge nehmen Sie einzeln an; was mit anderen zusammengehört, wird entschieden, wo alles davon gezeigt wird.</translation>
    </message>
    <message>
      <source>Reject {count} shown</source>
      <translation>{count} gezeigte ablehnen</translation>
    </message>
    <message>
      <source>{count} left for you</source>
      <translation>{count} bleiben für Sie</translation>
    </message>
  </context>
  <context>
    <name>Charted</name>
    <message>
      <source>Accepted</source>
      <translation>Angenommen</translation>
    </message>
    <message>
      <source>Accepted as proposed</source>
      <translation>Angenommen wie vorgeschlagen</translation>
    </message>
    <message>
      <source>Accepted, by intent</source>
      <translation>Angenommen, nach Absicht</translation>
    </message>
    <message>
      <source>Accepted, by model</source>
      <translation>Angenommen, nach Modell</translation>
    </message>
    <message>
      <source>Accepted, by reviser</source>
      <translation>Angenommen, nach Lektor</translation>
    </message>
    <message>
      <source>Accepted, by round</source>
      <translation>Angenommen, nach Runde</translation>
    </message>
    <message>
      <source>Accepted, over time</source>
      <translation>Angenommen, im Lauf der Zeit</translation>
    </message>
    <message>
      <source>Dates left</source>
      <translation>Daten erhalten</translation>
    </message>
    <message>
      <source>Drift from the first draft</source>
      <translation>Abstand von der ersten Fassung</translation>
    </message>
    <message>
      <source>Edits, by round</source>
      <translation>Änderungen, nach Runde</translation>
    </message>
    <message>
      <source>Edits, over time</source>
      <translation>Änderungen, im Lauf der Zeit</translation>
    </message>
    <message>
      <source>Minutes</source>
      <translation>Minuten</translation>
    </message>
    <message>
      <source>Names left</source>
      <translation>Namen erhalten</translation>
    </message>
    <message>
      <source>Negations left</source>
      <translation>Verneinungen erhalten</translation>
    </message>
    <message>
      <source>Numbers left</source>
      <translation>Zahlen erhalten</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Rewritten</source>
      <translation>Umgeschrieben</translation>
    </message>
    <message>
      <source>Round {depth}</source>
      <translation>Runde {depth}</translation>
    </message>
    <message>
      <source>The one date differs from your first draft</source>
      <translation>Das eine Datum weicht von Ihrem ersten Entwurf ab</translation>
    </message>
    <message>
      <source>The one name differs from your first draft</source>
      <translation>Der eine Name weicht von Ihrem ersten Entwurf ab</translation>
    </message>
    <message>
      <source>The one negation of your first draft is gone</source>
      <translation>Die eine Verneinung Ihres ersten Entwurfs ist weg</translation>
    </message>
    <message>
      <source>The one number differs from your first draft</source>
      <translation>Die eine Zahl weicht von Ihrem ersten Entwurf ab</translation>
    </message>
    <message>
      <source>Time spent, by round</source>
      <translation>Aufgewandte Zeit, nach Runde</translation>
    </message>
    <message>
      <source>Time spent, over time</source>
      <translation>Aufgewandte Zeit, im Lauf der Zeit</translation>
    </message>
    <message>
      <source>Undecided</source>
      <translation>Nicht entschieden</translation>
    </message>
    <message>
      <source>Wording left</source>
      <translation>Wortlaut erhalten</translation>
    </message>
    <message>
      <source>min</source>
      <translation>min</translation>
    </message>
    <message numerus="yes">
      <source>%Ln of {all} dates differ from your first draft</source>
      <translation>
        <numerusform>%Ln von {all} Daten weicht von Ihrer ersten Fassung ab</numerusform>
        <numerusform>%Ln von {all} Daten weichen von Ihrer ersten Fassung ab</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of {all} names differ from your first draft</source>
      <translation>
        <numerusform>%Ln von {all} Namen weicht von Ihrer ersten Fassung ab</numerusform>
        <numerusform>%Ln von {all} Namen weichen von Ihrer ersten Fassung ab</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of {all} negations of your first draft are gone</source>
      <translation>
        <numerusform>%Ln von {all} Verneinungen Ihrer ersten Fassung fehlt</numerusform>
        <numerusform>%Ln von {all} Verneinungen Ihrer ersten Fassung fehlen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of {all} numbers differ from your first draft</source>
      <translation>
        <numerusform>%Ln von {all} Zahlen weicht von Ihrer ersten Fassung ab</numerusform>
        <numerusform>%Ln von {all} Zahlen weichen von Ihrer ersten Fassung ab</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ChartsDialog</name>
    <message>
      <source>&amp;Save the picture …</source>
      <translation>Bild &amp;speichern …</translation>
    </message>
    <message>
      <source>All documents</source>
      <translation>Alle Dokumente</translation>
    </message>
    <message>
      <source>Charts</source>
      <translation>Diagramme</translation>
    </message>
    <message>
      <source>Nothing was proposed here yet.</source>
      <translation>Hier wurde noch nichts vorgeschlagen.</translation>
    </message>
    <message>
      <source>PNG picture (*.png)</source>
      <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
      <source>Reading the history …</source>
      <translation>Der Verlauf wird gelesen …</translation>
    </message>
    <message>
      <source>SVG picture (*.svg)</source>
      <translation>SVG-Bild (*.svg)</translation>
    </message>
    <message>
      <source>Save the picture</source>
      <translation>Bild speichern</translation>
    </message>
    <message>
      <source>Saved as {path}.</source>
      <translation>Gespeichert als {path}.</translation>
    </message>
    <message>
      <source>The numbers of the chart</source>
      <translation>Die Zahlen des Diagramms</translation>
    </message>
    <message>
      <source>This document</source>
      <translation>Dieses Dokument</translation>
    </message>
    <message>
      <source>What is counted</source>
      <translation>Was gezählt wird</translation>
    </message>
  </context>
  <context>
    <name>CommandPalette</name>
    <message>
      <source>Commands</source>
      <translation>Befehle</translation>
    </message>
    <message>
      <source>Enter runs the command. Grey commands are not available now.</source>
      <translation>Enter führt ihn aus. Was grau ist, geht gerade nicht.</translation>
    </message>
    <message>
      <source>Find a command</source>
      <translation>Befehl suchen</translation>
    </message>
    <message>
      <source>No command has this name. Try another word.</source>
      <translation>So heißt kein Befehl. Versuchen Sie ein anderes Wort.</translation>
    </message>
    <message>
      <source>What do you want to do?</source>
      <translation>Was möchten Sie tun?</translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message>
      <source>&amp;About reviser …</source>
      <translation>Ü&amp;ber reviser …</translation>
    </message>
    <message>
      <source>&amp;Accept the proposal</source>
      <translation>Vorschlag &amp;annehmen</translation>
    </message>
    <message>
      <source>&amp;Cancel the round</source>
      <translation>Runde a&amp;bbrechen</translation>
    </message>
    <message>
      <source>&amp;Close</source>
      <translation>S&amp;chließen</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Kopieren</translation>
    </message>
    <message>
      <source>&amp;Done: open the next one in the queue</source>
      <translation>&amp;Erledigt: das nächste der Warteschlange öffnen</translation>
    </message>
    <message>
      <source>&amp;Edit the text, or review</source>
      <translation>Text b&amp;earbeiten oder durchsehen</translation>
    </message>
    <message>
      <source>&amp;Export a dataset …</source>
      <translation>Datensatz &amp;exportieren …</translation>
    </message>
    <message>
      <source>&amp;Filter …</source>
      <translation>&amp;Filter …</translation>
    </message>
    <message>
      <source>&amp;Find a command …</source>
      <translation>&amp;Befehl suchen …</translation>
    </message>
    <message>
      <source>&amp;Find …</source>
      <translation>&amp;Suchen …</translation>
    </message>
    <message>
      <source>&amp;Focus: nothing but the text</source>
      <translation>&amp;Fokus: nichts als der Text</translation>
    </message>
    <message>
      <source>&amp;Import a dataset …</source>
      <translation>Datensatz &amp;importieren …</translation>
    </message>
    <message>
      <source>&amp;Inline: proposals in the text</source>
      <translation>&amp;Im Text: Vorschläge an ihrer Stelle</translation>
    </message>
    <message>
      <source>&amp;Keys</source>
      <translation>&amp;Tasten</translation>
    </message>
    <message>
      <source>&amp;Larger text</source>
      <translation>&amp;Größere Schrift</translation>
    </message>
    <message>
      <source>&amp;Library …</source>
      <translation>&amp;Bibliothek …</translation>
    </message>
    <message>
      <source>&amp;Lock or unlock the selection</source>
      <translation>Auswahl &amp;sperren oder freigeben</translation>
    </message>
    <message>
      <source>&amp;Merge another history …</source>
      <translation>Anderen &amp;Verlauf zusammenführen …</translation>
    </message>
    <message>
      <source>&amp;New</source>
      <translation>&amp;Neu</translation>
    </message>
    <message>
      <source>&amp;Next proposal</source>
      <translation>&amp;Nächster Vorschlag</translation>
    </message>
    <message>
      <source>&amp;Open …</source>
      <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
      <source>&amp;Paste</source>
      <translation>&amp;Einfügen</translation>
    </message>
    <message>
      <source>&amp;Previous proposal</source>
      <translation>&amp;Voriger Vorschlag</translation>
    </message>
    <message>
      <source>&amp;Print …</source>
      <translation>&amp;Drucken …</translation>
    </message>
    <message>
      <source>&amp;Queues …</source>
      <translation>&amp;Warteschlangen …</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
      <source>&amp;Reject the proposal</source>
      <translation>Vorschlag a&amp;blehnen</translation>
    </message>
    <message>
      <source>&amp;Result: the text as it would be</source>
      <translation>&amp;Ergebnis: der Text, wie er würde</translation>
    </message>
    <message>
      <source>&amp;Revise: start the next round</source>
      <translation>Über&amp;arbeiten: nächste Runde beginnen</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>&amp;Skip to the next undecided one</source>
      <translation>Zum nächsten &amp;unentschiedenen</translation>
    </message>
    <message>
      <source>&amp;Smaller text</source>
      <translation>&amp;Kleinere Schrift</translation>
    </message>
    <message>
      <source>&amp;Take your decision back</source>
      <translation>Entscheidung &amp;zurücknehmen</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Rückgängig</translation>
    </message>
    <message>
      <source>&amp;What was learned …</source>
      <translation>Was gelernt &amp;wurde …</translation>
    </message>
    <message>
      <source>&amp;Who decides …</source>
      <translation>&amp;Wer entscheidet …</translation>
    </message>
    <message>
      <source>Accept all like this one</source>
      <translation>Alle gleichen annehmen</translation>
    </message>
    <message>
      <source>Accept all listed, except the flagged</source>
      <translation>Alle aufgelisteten annehmen, ohne die gekennzeichneten</translation>
    </message>
    <message>
      <source>Accept alternative {number}</source>
      <translation>Alternative {number} annehmen</translation>
    </message>
    <message>
      <source>Add the word to your dictionary</source>
      <translation>Sein Wort in Ihr Wörterbuch aufnehmen</translation>
    </message>
    <message>
      <source>Bac&amp;kups …</source>
      <translation>Sicherun&amp;gen …</translation>
    </message>
    <message>
      <source>Back to &amp;now</source>
      <translation>Zurück ins &amp;Jetzt</translation>
    </message>
    <message>
      <source>C&amp;harts …</source>
      <translation>D&amp;iagramme …</translation>
    </message>
    <message>
      <source>Changed on disk: another program wrote this file since you opened or saved it.</source>
      <translation>Auf der Platte geändert: Ein anderes Programm hat diese Datei geschrieben, seit Sie sie geöffnet oder gespeichert haben.</translation>
    </message>
    <message>
      <source>Choose a branch …</source>
      <translation>Einen Zweig wählen …</translation>
    </message>
    <message>
      <source>Compare with now</source>
      <translation>Ihn mit jetzt vergleichen</translation>
    </message>
    <message>
      <source>Cu&amp;t</source>
      <translation>A&amp;usschneiden</translation>
    </message>
    <message>
      <source>Deciding</source>
      <translation>Entscheiden</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>Dokument</translation>
    </message>
    <message>
      <source>Export as P&amp;DF …</source>
      <translation>Als &amp;PDF exportieren …</translation>
    </message>
    <message>
      <source>Find ne&amp;xt</source>
      <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
      <source>Find pre&amp;vious</source>
      <translation>&amp;Rückwärts suchen</translation>
    </message>
    <message>
      <source>Go on from the displayed point …</source>
      <translation>Vom gelesenen Punkt aus weitermachen …</translation>
    </message>
    <message>
      <source>Help and settings</source>
      <translation>Hilfe und Einstellungen</translation>
    </message>
    <message>
      <source>In the history</source>
      <translation>Im Verlauf</translation>
    </message>
    <message>
      <source>Mark the word as correct in this document</source>
      <translation>Sein Wort ist in diesem Dokument richtig</translation>
    </message>
    <message>
      <source>List all proposals</source>
      <translation>Alle Vorschläge auflisten</translation>
    </message>
    <message>
      <source>List p&amp;anel</source>
      <translation>L&amp;eiste der Liste</translation>
    </message>
    <message>
      <source>List the remarks</source>
      <translation>Anmerkungen auflisten</translation>
    </message>
    <message>
      <source>List undecided proposals</source>
      <translation>Unentschiedene auflisten</translation>
    </message>
    <message>
      <source>List proposals set aside</source>
      <translation>Zurückgelegtes auflisten</translation>
    </message>
    <message>
      <source>Lo&amp;nger lines</source>
      <translation>Lä&amp;ngere Zeilen</translation>
    </message>
    <message>
      <source>Moving</source>
      <translation>Bewegen</translation>
    </message>
    <message>
      <source>Name the point or the branch …</source>
      <translation>Den Punkt oder Zweig benennen …</translation>
    </message>
    <message>
      <source>Next &amp;document</source>
      <translation>Nächstes &amp;Dokument</translation>
    </message>
    <message>
      <source>Not saved: the text that you typed last could not be stored. Copy it, open the document again, and paste it.</source>
      <translation>Nicht gespeichert: Was Sie zuletzt geschrieben haben, konnte nicht gesichert werden. Kopieren Sie es, öffnen Sie das Dokument noch einmal und fügen Sie es ein.</translation>
    </message>
    <message>
      <source>Only the same correction</source>
      <translation>Nur dieselbe Korrektur</translation>
    </message>
    <message>
      <source>Only this paragraph</source>
      <translation>Nur dieser Absatz</translation>
    </message>
    <message>
      <source>Only this sentence</source>
      <translation>Nur dieser Satz</translation>
    </message>
    <message>
      <source>Only flagged proposals</source>
      <translation>Nur Gekennzeichnetes</translation>
    </message>
    <message>
      <source>Open &amp;included files</source>
      <translation>Eingebundene &amp;Dateien öffnen</translation>
    </message>
    <message>
      <source>Open the s&amp;ample</source>
      <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
      <source>Previous do&amp;cument</source>
      <translation>V&amp;origes Dokument</translation>
    </message>
    <message>
      <source>Proposals listed</source>
      <translation>Aufgelistete Vorschläge</translation>
    </message>
    <message>
      <source>R&amp;eplace …</source>
      <translation>&amp;Ersetzen …</translation>
    </message>
    <message>
      <source>Re&amp;write it in your own words …</source>
      <translation>In eigenen Worten &amp;umschreiben …</translation>
    </message>
    <message>
      <source>Read an earlier round: its changes</source>
      <translation>Frühere Runde lesen: ihre Änderungen</translation>
    </message>
    <message>
      <source>Read an earlier round: the text after it</source>
      <translation>Frühere Runde lesen: der Text danach</translation>
    </message>
    <message>
      <source>Read an earlier round: the text before it</source>
      <translation>Frühere Runde lesen: der Text davor</translation>
    </message>
    <message>
      <source>Read it again</source>
      <translation>Neu einlesen</translation>
    </message>
    <message>
      <source>Read the &amp;file again</source>
      <translation>Datei &amp;neu einlesen</translation>
    </message>
    <message>
      <source>Read the round &amp;after</source>
      <translation>Die Runde &amp;danach lesen</translation>
    </message>
    <message>
      <source>Read the round &amp;before</source>
      <translation>Die Runde da&amp;vor lesen</translation>
    </message>
    <message>
      <source>Reject all like this one</source>
      <translation>Alle gleichen ablehnen</translation>
    </message>
    <message>
      <source>Reject all listed</source>
      <translation>Alle aufgelisteten ablehnen</translation>
    </message>
    <message>
      <source>Revise &amp;only this …</source>
      <translation>N&amp;ur dies überarbeiten …</translation>
    </message>
    <message>
      <source>Rounds</source>
      <translation>Runden</translation>
    </message>
    <message>
      <source>Rounds &amp;panel</source>
      <translation>Leiste der &amp;Runden</translation>
    </message>
    <message>
      <source>S&amp;horter lines</source>
      <translation>&amp;Kürzere Zeilen</translation>
    </message>
    <message>
      <source>Save &amp;as …</source>
      <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
      <source>Save a copy with &amp;tracked changes …</source>
      <translation>Kopie mit &amp;nachverfolgten Änderungen speichern …</translation>
    </message>
    <message>
      <source>Save it again</source>
      <translation>Wieder speichern</translation>
    </message>
    <message>
      <source>Se&amp;ttings …</source>
      <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
      <source>Search the &amp;history …</source>
      <translation>Im &amp;Verlauf suchen …</translation>
    </message>
    <message>
      <source>Select a&amp;ll</source>
      <translation>A&amp;lles auswählen</translation>
    </message>
    <message>
      <source>Show the text of the file</source>
      <translation>Text der Datei zeigen</translation>
    </message>
    <message>
      <source>Side &amp;by side: before and after</source>
      <translation>&amp;Nebeneinander: vorher und nachher</translation>
    </message>
    <message>
      <source>Sort by place in the text</source>
      <translation>Nach der Stelle im Text ordnen</translation>
    </message>
    <message>
      <source>Sort: flagged first</source>
      <translation>Ordnen: Gekennzeichnetes zuerst</translation>
    </message>
    <message>
      <source>Sort: least confident first</source>
      <translation>Ordnen: Unsicherstes zuerst</translation>
    </message>
    <message>
      <source>Sort: most confident first</source>
      <translation>Ordnen: Sicherstes zuerst</translation>
    </message>
    <message>
      <source>Sort: most likely accepted first</source>
      <translation>Ordnen: was Sie am ehesten annehmen zuerst</translation>
    </message>
    <message>
      <source>Stop or resume proposing this kind here</source>
      <translation>Diese Art hier nicht mehr vorschlagen oder wieder zulassen</translation>
    </message>
    <message>
      <source>Remove all filters</source>
      <translation>Alle Filter aufheben</translation>
    </message>
    <message>
      <source>Take over its text here</source>
      <translation>Übernehmen, was er hier hat</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>&amp;Default text size</source>
      <translation>&amp;Übliche Schriftgröße</translation>
    </message>
    <message>
      <source>&amp;History of the text …</source>
      <translation>Ver&amp;lauf des Textes …</translation>
    </message>
    <message>
      <source>The file is gone: another program moved or deleted it. Your text is here.</source>
      <translation>Die Datei ist weg: Ein anderes Programm hat sie verschoben oder gelöscht. Ihr Text ist hier.</translation>
    </message>
    <message>
      <source>The te&amp;xt before this round</source>
      <translation>Der Te&amp;xt vor dieser Runde</translation>
    </message>
    <message>
      <source>The text with a&amp;ccepted edits</source>
      <translation>Der Text mit dem An&amp;genommenen</translation>
    </message>
    <message>
      <source>Switch between the text and the list</source>
      <translation>Zum Text oder zur Liste der Vorschläge</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>Wh&amp;y it is proposed</source>
      <translation>Warum es &amp;vorgeschlagen wird</translation>
    </message>
    <message>
      <source>Options for the next &amp;rounds …</source>
      <translation>Was die nächste Runde &amp;soll …</translation>
    </message>
    <message>
      <source>What was &amp;sent …</source>
      <translation>Was &amp;gesendet wurde …</translation>
    </message>
    <message>
      <source>Where the w&amp;ords come from …</source>
      <translation>Woher die W&amp;örter kommen …</translation>
    </message>
    <message>
      <source>Your changes since the last save are here; the file does not have them yet.</source>
      <translation>Ihre Änderungen seit dem letzten Speichern sind hier; die Datei hat sie noch nicht.</translation>
    </message>
  </context>
  <context>
    <name>CountsPopup</name>
    <message numerus="yes">
      <source>%Ln minutes</source>
      <translation>
        <numerusform>%Ln Minute</numerusform>
        <numerusform>%Ln Minuten</numerusform>
      </translation>
    </message>
    <message>
      <source>Characters</source>
      <translation>Zeichen</translation>
    </message>
    <message>
      <source>Length</source>
      <translation>Umfang</translation>
    </message>
    <message>
      <source>Paragraphs</source>
      <translation>Absätze</translation>
    </message>
    <message>
      <source>Reading time</source>
      <translation>Lesezeit</translation>
    </message>
    <message>
      <source>Selection</source>
      <translation>Auswahl</translation>
    </message>
    <message>
      <source>Sentences</source>
      <translation>Sätze</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>Without spaces</source>
      <translation>Ohne Leerzeichen</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>Wörter</translation>
    </message>
    <message>
      <source>under a minute</source>
      <translation>unter einer Minute</translation>
    </message>
    <message>
      <source>{hours} h {minutes} min</source>
      <translation>{hours} Std. {minutes} Min.</translation>
    </message>
  </context>
  <context>
    <name>DecidingController</name>
    <message>
      <source>Locked: nothing is proposed there, and you can type in it</source>
      <translation>Gesperrt: dort wird nichts vorgeschlagen, schreiben können Sie dort</translation>
    </message>
    <message>
      <source>Unlocked</source>
      <translation>Freigegeben</translation>
    </message>
  </context>
  <context>
    <name>HistoryActions</name>
    <message>
      <source>A name for “{point}”. The name of a branch is the name of its first point.</source>
      <translation>Ein Name für „{point}“. Der erste Punkt eines Zweigs trägt dessen Namen.</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter von hier</translation>
    </message>
    <message>
      <source>Go on from here</source>
      <translation>Von hier weiter</translation>
    </message>
    <message>
      <source>In place of “{before}” (Ctrl+Enter rewrites):</source>
      <translation>Anstelle von „{before}“ (Strg+Eingabe schreibt um):</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Name this point</source>
      <translation>Diesen Punkt benennen</translation>
    </message>
    <message>
      <source>Now: {status}.</source>
      <translation>Jetzt: {status}.</translation>
    </message>
    <message>
      <source>It is on another branch and can be taken over.</source>
      <translation>Aus einem anderen Zweig: kann übernommen werden.</translation>
    </message>
    <message>
      <source>Rewrite</source>
      <translation>Umschreiben</translation>
    </message>
    <message>
      <source>Rewrite the proposal</source>
      <translation>Vorschlag umschreiben</translation>
    </message>
    <message>
      <source>The document continues from “{point}”. Later points stay in the history, and Undo leads back.
A name for the new branch (optional):</source>
      <translation>Das Dokument geht von „{point}“ aus weiter. Was danach kam, bleibt im Verlauf; Rückgängig führt zurück.
Ein Name für den neuen Zweig, wenn gewünscht:</translation>
    </message>
    <message>
      <source>This is the current round: decide in the text.</source>
      <translation>Diese Runde läuft noch: im Text entscheiden.</translation>
    </message>
  </context>
  <context>
    <name>DocumentController</name>
    <message>
      <source>Open a document</source>
      <translation>Dokument öffnen</translation>
    </message>
    <message>
      <source>Untitled</source>
      <translation>Ohne Namen</translation>
    </message>
    <message>
      <source>The text that you typed last is not stored yet, so this document stays in front. Try again.</source>
      <translation>Was Sie zuletzt geschrieben haben, ist noch nicht gesichert; darum bleibt dieses Dokument vorn. Versuchen Sie es noch einmal.</translation>
    </message>
  </context>
  <context>
    <name>DocumentTab</name>
    <message numerus="yes">
      <source>%Ln undecided</source>
      <translation>
        <numerusform>%Ln unentschieden</numerusform>
        <numerusform>%Ln unentschieden</numerusform>
      </translation>
    </message>
    <message>
      <source>Not saved in a file yet</source>
      <translation>Noch in keiner Datei gespeichert</translation>
    </message>
    <message>
      <source>revising …</source>
      <translation>wird überarbeitet …</translation>
    </message>
  </context>
  <context>
    <name>EditController</name>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
      <source>&amp;Redo {what}</source>
      <translation>&amp;Wiederherstellen: {what}</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Rückgängig</translation>
    </message>
    <message>
      <source>&amp;Undo {what}</source>
      <translation>&amp;Rückgängig: {what}</translation>
    </message>
    <message>
      <source>Redone: {what}.</source>
      <translation>Wiederholt: {what}.</translation>
    </message>
    <message>
      <source>Undone: {what}.</source>
      <translation>Rückgängig: {what}.</translation>
    </message>
  </context>
  <context>
    <name>EditList</name>
    <message>
      <source>Proposals</source>
      <translation>Vorschläge</translation>
    </message>
  </context>
  <context>
    <name>EndStrip</name>
    <message>
      <source>State of the round</source>
      <translation>Stand der Runde</translation>
    </message>
    <message>
      <source>{what}: look</source>
      <translation>{what}: ansehen</translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message numerus="yes">
      <source>%Ln edits</source>
      <translation>
        <numerusform>%Ln Änderung</numerusform>
        <numerusform>%Ln Änderungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln edits chosen</source>
      <translation>
        <numerusform>%Ln Änderung ausgewählt</numerusform>
        <numerusform>%Ln Änderungen ausgewählt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln edits left out, because they touch masked text</source>
      <translation>
        <numerusform>%Ln Änderung ausgelassen, da sie Verdecktes berührt</numerusform>
        <numerusform>%Ln Änderungen ausgelassen, da sie Verdecktes berühren</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln left out, because they are inconsistent</source>
      <translation>
        <numerusform>%Ln ausgelassen, da sie nicht stimmt</numerusform>
        <numerusform>%Ln ausgelassen, da sie nicht stimmen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln left out, because this format needs their text</source>
      <translation>
        <numerusform>%Ln ausgelassen, denn dieses Format braucht den Text</numerusform>
        <numerusform>%Ln ausgelassen, denn dieses Format braucht ihren Text</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln other saves of the same sessions left out</source>
      <translation>
        <numerusform>%Ln weiterer Stand derselben Sitzung ausgelassen</numerusform>
        <numerusform>%Ln weitere Stände derselben Sitzungen ausgelassen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln passages left out, because they contain what reads as a tag of the format</source>
      <translation>
        <numerusform>%Ln Stelle ausgelassen, denn sie enthält, was sich als Marke des Formats liest</numerusform>
        <numerusform>%Ln Stellen ausgelassen, denn sie enthalten, was sich als Marke des Formats liest</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln rows</source>
      <translation>
        <numerusform>%Ln Zeile</numerusform>
        <numerusform>%Ln Zeilen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln sessions checked</source>
      <translation>
        <numerusform>%Ln Sitzung geprüft</numerusform>
        <numerusform>%Ln Sitzungen geprüft</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln without text, unchecked</source>
      <translation>
        <numerusform>%Ln ohne Text, ungeprüft</numerusform>
        <numerusform>%Ln ohne Text, ungeprüft</numerusform>
      </translation>
    </message>
    <message>
      <source>A new folder to write</source>
      <translation>Ein neuer Ordner zum Schreiben</translation>
    </message>
    <message>
      <source>By part: {shares}.</source>
      <translation>Nach Teil: {shares}.</translation>
    </message>
    <message>
      <source>Cancel the e&amp;xport</source>
      <translation>E&amp;xport abbrechen</translation>
    </message>
    <message>
      <source>Cancelled; nothing was left behind.</source>
      <translation>Abgebrochen; nichts blieb zurück.</translation>
    </message>
    <message>
      <source>Counting …</source>
      <translation>Wird gezählt …</translation>
    </message>
    <message>
      <source>E&amp;xport …</source>
      <translation>E&amp;xportieren …</translation>
    </message>
    <message>
      <source>Export a dataset</source>
      <translation>Datensatz exportieren</translation>
    </message>
    <message>
      <source>Progress of the export</source>
      <translation>Wie weit der Export ist</translation>
    </message>
    <message>
      <source>Reading the history …</source>
      <translation>Der Verlauf wird gelesen …</translation>
    </message>
    <message>
      <source>The file to write</source>
      <translation>Die Datei zum Schreiben</translation>
    </message>
    <message>
      <source>The first rows</source>
      <translation>Die ersten Zeilen</translation>
    </message>
    <message>
      <source>What is left out</source>
      <translation>Was ausgelassen wird</translation>
    </message>
    <message>
      <source>Writing {path} …</source>
      <translation>{path} wird geschrieben …</translation>
    </message>
    <message>
      <source>Written to {path}: {counts}</source>
      <translation>Geschrieben nach {path}: {counts}</translation>
    </message>
    <message>
      <source>{edits} in {rows}</source>
      <translation>{edits} in {rows}</translation>
    </message>
    <message>
      <source>{some} of {all} edits</source>
      <translation>{some} von {all} Änderungen</translation>
    </message>
  </context>
  <context>
    <name>ExportForm</name>
    <message>
      <source>&amp;Documents</source>
      <translation>&amp;Dokumente</translation>
    </message>
    <message>
      <source>&amp;E-mail addresses</source>
      <translation>&amp;E-Mail-Adressen</translation>
    </message>
    <message>
      <source>&amp;Format</source>
      <translation>&amp;Format</translation>
    </message>
    <message>
      <source>&amp;Intents</source>
      <translation>Abs&amp;ichten</translation>
    </message>
    <message>
      <source>&amp;Links</source>
      <translation>&amp;Links</translation>
    </message>
    <message>
      <source>(no name)</source>
      <translation>(niemand genannt)</translation>
    </message>
    <message>
      <source>2026-11, or empty</source>
      <translation>2026-11 oder nichts</translation>
    </message>
    <message>
      <source>2026-11-22, or empty</source>
      <translation>2026-11-22 oder nichts</translation>
    </message>
    <message>
      <source>Accepted</source>
      <translation>Angenommen</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Ann Miller, Leeds</source>
      <translation>Anna Müller, Leipzig</translation>
    </message>
    <message>
      <source>Anno&amp;tators</source>
      <translation>Anno&amp;tierende</translation>
    </message>
    <message>
      <source>Annotators</source>
      <translation>Annotierende</translation>
    </message>
    <message>
      <source>De&amp;cisions</source>
      <translation>Ent&amp;scheidungen</translation>
    </message>
    <message>
      <source>Decisions</source>
      <translation>Entscheidungen</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Dokumente</translation>
    </message>
    <message>
      <source>F&amp;rom</source>
      <translation>&amp;Von</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Von</translation>
    </message>
    <message>
      <source>From and Until are dates like 2026-11-22 or 2026-11, or empty.</source>
      <translation>„Von“ und „Bis“ sind Daten wie 2026-11-22 oder 2026-11 oder bleiben leer.</translation>
    </message>
    <message>
      <source>Split into &amp;parts, by document</source>
      <translation>In Teilen, &amp;nach Dokument</translation>
    </message>
    <message>
      <source>Intents</source>
      <translation>Absichten</translation>
    </message>
    <message>
      <source>Masked before places are counted:</source>
      <translation>Verdeckt, bevor Stellen gezählt werden:</translation>
    </message>
    <message>
      <source>N&amp;ames, as ticked here:</source>
      <translation>N&amp;amen, wie hier angekreuzt:</translation>
    </message>
    <message>
      <source>N&amp;umbers</source>
      <translation>&amp;Zahlen</translation>
    </message>
    <message>
      <source>Names to be masked</source>
      <translation>Namen, die verdeckt werden</translation>
    </message>
    <message>
      <source>If there are several &amp;saves</source>
      <translation>Von &amp;mehreren Ständen</translation>
    </message>
    <message>
      <source>If there are several saves</source>
      <translation>Von mehreren Ständen</translation>
    </message>
    <message>
      <source>Ot&amp;her names, separated by commas</source>
      <translation>Weitere Namen, durch &amp;Kommas getrennt</translation>
    </message>
    <message>
      <source>Other names to be masked</source>
      <translation>Weitere Namen, die verdeckt werden</translation>
    </message>
    <message>
      <source>Re&amp;visers</source>
      <translation>Übe&amp;rarbeiter</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Revisers</source>
      <translation>Lektor</translation>
    </message>
    <message>
      <source>Rewritten</source>
      <translation>Umgeschrieben</translation>
    </message>
    <message>
      <source>Rounds &amp;without edits too</source>
      <translation>Auch Runden &amp;ohne Änderungen</translation>
    </message>
    <message>
      <source>Seed &amp;of the parts</source>
      <translation>Start&amp;wert der Teile</translation>
    </message>
    <message>
      <source>Seed of the parts</source>
      <translation>Startwert der Teile</translation>
    </message>
    <message>
      <source>Settin&amp;gs</source>
      <translation>Anordnun&amp;gen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Anordnungen</translation>
    </message>
    <message>
      <source>The first</source>
      <translation>Der erste</translation>
    </message>
    <message>
      <source>The latest</source>
      <translation>Der letzte</translation>
    </message>
    <message>
      <source>Write the parts like {example}; their shares must sum to 1.</source>
      <translation>Die Teile sehen aus wie {example}, und ihre Anteile ergeben 1.</translation>
    </message>
    <message>
      <source>The parts' shares</source>
      <translation>Die Anteile der Teile</translation>
    </message>
    <message>
      <source>U&amp;ntil</source>
      <translation>&amp;Bis</translation>
    </message>
    <message>
      <source>Undecided</source>
      <translation>Nicht entschieden</translation>
    </message>
    <message>
      <source>Until</source>
      <translation>Bis</translation>
    </message>
    <message>
      <source>If nothing is ticked, everything is included.</source>
      <translation>Wo nichts angekreuzt ist, wird alles genommen.</translation>
    </message>
    <message>
      <source>ERRANT's t&amp;ypes of English edits</source>
      <translation>Fehlert&amp;ypen nach ERRANT (englisch)</translation>
    </message>
    <message>
      <source>They need ERRANT and an English model of spaCy, and take a while.</source>
      <translation>Sie brauchen ERRANT und ein englisches Modell von spaCy und dauern eine Weile.</translation>
    </message>
    <message>
      <source>A dataset card &amp;beside it</source>
      <translation>Zuge&amp;hörige Datensatzkarte</translation>
    </message>
    <message>
      <source>How the parts are made</source>
      <translation>Wie die Teile entstehen</translation>
    </message>
    <message>
      <source>At random by document, from the seed</source>
      <translation>Dokument für Dokument, nach dem Startwert</translation>
    </message>
    <message>
      <source>Exact sizes</source>
      <translation>Genau so groß</translation>
    </message>
    <message>
      <source>Exact sizes, balanced by intent</source>
      <translation>Genau, Absichten gleich gemischt</translation>
    </message>
    <message>
      <source>Exact sizes, balanced by annotator</source>
      <translation>Genau, Annotierende gleich gemischt</translation>
    </message>
    <message>
      <source>Exact sizes, balanced by reviser</source>
      <translation>Genau, Überarbeiter gleich gemischt</translation>
    </message>
    <message>
      <source>Exact sizes, balanced by setting</source>
      <translation>Genau, Anordnungen gleich gemischt</translation>
    </message>
  </context>
  <context>
    <name>FileDialogs</name>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <source>Datasets</source>
      <translation>Datensätze</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Dokumente</translation>
    </message>
  </context>
  <context>
    <name>FilterBar</name>
    <message>
      <source>By place in the text</source>
      <translation>Nach der Stelle im Text</translation>
    </message>
    <message>
      <source>Filter the proposals</source>
      <translation>Vorschläge filtern</translation>
    </message>
    <message>
      <source>Flagged</source>
      <translation>Gekennzeichnet</translation>
    </message>
    <message>
      <source>Flagged first</source>
      <translation>Gekennzeichnetes zuerst</translation>
    </message>
    <message>
      <source>Intent</source>
      <translation>Absicht</translation>
    </message>
    <message>
      <source>Its paragraph</source>
      <translation>Sein Absatz</translation>
    </message>
    <message>
      <source>Its sentence</source>
      <translation>Sein Satz</translation>
    </message>
    <message>
      <source>Least confident first</source>
      <translation>Unsicherstes zuerst</translation>
    </message>
    <message>
      <source>Most likely accepted first</source>
      <translation>Am ehesten Angenommenes zuerst</translation>
    </message>
    <message>
      <source>Not flagged</source>
      <translation>Nicht gekennzeichnet</translation>
    </message>
    <message>
      <source>Proposed by</source>
      <translation>Vorgeschlagen von</translation>
    </message>
    <message>
      <source>Remove the filter: {name}</source>
      <translation>Filter entfernen: {name}</translation>
    </message>
    <message>
      <source>Reviser</source>
      <translation>Reviser</translation>
    </message>
    <message>
      <source>Risk</source>
      <translation>Risiko</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Alle zeigen</translation>
    </message>
    <message>
      <source>Sort the proposals</source>
      <translation>Vorschläge ordnen</translation>
    </message>
    <message>
      <source>Most confident first</source>
      <translation>Sicherstes zuerst</translation>
    </message>
    <message>
      <source>The current proposal</source>
      <translation>Der aktuelle Vorschlag</translation>
    </message>
    <message>
      <source>The same correction</source>
      <translation>Dieselbe Korrektur</translation>
    </message>
    <message>
      <source>This paragraph</source>
      <translation>Dieser Absatz</translation>
    </message>
    <message>
      <source>This sentence</source>
      <translation>Dieser Satz</translation>
    </message>
    <message>
      <source>Words in the proposal</source>
      <translation>Wörter im Vorschlag</translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message>
      <source>Close the search</source>
      <translation>Die Suche schließen</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Find and replace</source>
      <translation>Suchen und ersetzen</translation>
    </message>
    <message>
      <source>Find in the text</source>
      <translation>Im Text suchen</translation>
    </message>
    <message>
      <source>Match case</source>
      <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
      <source>Next match</source>
      <translation>Nächste Fundstelle</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Nicht gefunden</translation>
    </message>
    <message>
      <source>Previous match</source>
      <translation>Vorige Fundstelle</translation>
    </message>
    <message>
      <source>Regular expression</source>
      <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
      <source>Replace</source>
      <translation>Ersetzen</translation>
    </message>
    <message>
      <source>Replace all</source>
      <translation>Alle ersetzen</translation>
    </message>
    <message>
      <source>Replace with</source>
      <translation>Ersetzen durch</translation>
    </message>
    <message>
      <source>This replacement is not valid: it refers to a group that the expression does not have, or ends too early.</source>
      <translation>Das lässt sich nicht einsetzen: es verweist auf eine Gruppe, die der Ausdruck nicht hat, oder endet zu früh.</translation>
    </message>
    <message>
      <source>This regular expression is not valid.</source>
      <translation>Dieser reguläre Ausdruck ist nicht lesbar.</translation>
    </message>
    <message>
      <source>This regular expression is not valid: check it at character {place}.</source>
      <translation>Dieser reguläre Ausdruck ist nicht lesbar: am Zeichen {place} stimmt etwas nicht.</translation>
    </message>
    <message>
      <source>Whole words</source>
      <translation>Ganze Wörter</translation>
    </message>
    <message>
      <source>{all} found</source>
      <translation>{all} gefunden</translation>
    </message>
    <message>
      <source>{at} of {all}</source>
      <translation>{at} von {all}</translation>
    </message>
  </context>
  <context>
    <name>FindController</name>
    <message numerus="yes">
      <source>%Ln replaced.</source>
      <translation>
        <numerusform>%Ln ersetzt.</numerusform>
        <numerusform>%Ln ersetzt.</numerusform>
      </translation>
    </message>
    <message>
      <source>Only the current text can be changed, in the inline view.</source>
      <translation>Ändern lässt sich nur der aktuelle Text, in der Ansicht mit den Vorschlägen.</translation>
    </message>
    <message>
      <source>The search took too long and was stopped: try a simpler expression.</source>
      <translation>Das dauert zu lange und wurde abgebrochen: ein einfacherer Ausdruck findet vielleicht alles.</translation>
    </message>
    <message>
      <source>Find searches the text: press Esc to go back to it.</source>
      <translation>Gesucht wird im Text: Esc führt von hier zu ihm zurück.</translation>
    </message>
  </context>
  <context>
    <name>History</name>
    <message numerus="yes">
      <source>%Ln accepted</source>
      <translation>
        <numerusform>%Ln angenommen</numerusform>
        <numerusform>%Ln angenommen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln differences</source>
      <translation>
        <numerusform>%Ln Unterschied</numerusform>
        <numerusform>%Ln Unterschieden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln proposals</source>
      <translation>
        <numerusform>%Ln Vorschlag</numerusform>
        <numerusform>%Ln Vorschläge</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln proposed, none decided</source>
      <translation>
        <numerusform>%Ln vorgeschlagen, nichts entschieden</numerusform>
        <numerusform>%Ln vorgeschlagen, nichts entschieden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln rejected</source>
      <translation>
        <numerusform>%Ln abgelehnt</numerusform>
        <numerusform>%Ln abgelehnt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln rewritten</source>
      <translation>
        <numerusform>%Ln umgeschrieben</numerusform>
        <numerusform>%Ln umgeschrieben</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln words</source>
      <translation>
        <numerusform>%Ln Wort</numerusform>
        <numerusform>%Ln Wörter</numerusform>
      </translation>
    </message>
    <message>
      <source>Accepted</source>
      <translation>Angenommen</translation>
    </message>
    <message>
      <source>Began</source>
      <translation>Begonnen</translation>
    </message>
    <message>
      <source>Branch</source>
      <translation>Zweig</translation>
    </message>
    <message>
      <source>Branch {number}</source>
      <translation>Zweig {number}</translation>
    </message>
    <message numerus="yes">
      <source>Changed by another program: %Ln places</source>
      <translation>
        <numerusform>Außerhalb geändert: %Ln Stelle</numerusform>
        <numerusform>Außerhalb geändert: %Ln Stellen</numerusform>
      </translation>
    </message>
    <message>
      <source>Changes by hand</source>
      <translation>Änderungen von Hand</translation>
    </message>
    <message>
      <source>Decided again</source>
      <translation>Neu entschieden</translation>
    </message>
    <message>
      <source>Ended</source>
      <translation>Beendet</translation>
    </message>
    <message>
      <source>Goes on from</source>
      <translation>Folgt auf</translation>
    </message>
    <message>
      <source>Went back: a branch begins</source>
      <translation>Zurückgegangen, ein Zweig beginnt</translation>
    </message>
    <message>
      <source>Instruction</source>
      <translation>Anweisung</translation>
    </message>
    <message>
      <source>Left: {point}</source>
      <translation>Links: {point}</translation>
    </message>
    <message>
      <source>Loop ended</source>
      <translation>Ende der Schleife</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>There is no proposal here.</source>
      <translation>Hier steht kein Vorschlag.</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Opened</source>
      <translation>Geöffnet</translation>
    </message>
    <message>
      <source>Prompts</source>
      <translation>Prompts</translation>
    </message>
    <message>
      <source>Proposed</source>
      <translation>Vorgeschlagen</translation>
    </message>
    <message>
      <source>Reading …</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Reviser</source>
      <translation>Lektor</translation>
    </message>
    <message>
      <source>Rewritten</source>
      <translation>Umgeschrieben</translation>
    </message>
    <message>
      <source>Right: {point}</source>
      <translation>Rechts: {point}</translation>
    </message>
    <message>
      <source>Round ended</source>
      <translation>Ende der Runde</translation>
    </message>
    <message>
      <source>Round {depth}</source>
      <translation>Runde {depth}</translation>
    </message>
    <message>
      <source>Round {depth}, further decisions</source>
      <translation>Runde {depth}, weiter entschieden</translation>
    </message>
    <message>
      <source>Set aside</source>
      <translation>Beiseitegelegt</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Stand</translation>
    </message>
    <message>
      <source>Strategy</source>
      <translation>Strategie</translation>
    </message>
    <message numerus="yes">
      <source>Taken over: %Ln edits</source>
      <translation>
        <numerusform>Übernommen: %Ln Änderung</numerusform>
        <numerusform>Übernommen: %Ln Änderungen</numerusform>
      </translation>
    </message>
    <message>
      <source>The document is here</source>
      <translation>Hier steht das Dokument</translation>
    </message>
    <message>
      <source>The two texts are the same.</source>
      <translation>Die beiden Texte sind gleich.</translation>
    </message>
    <message>
      <source>Tokens</source>
      <translation>Tokens</translation>
    </message>
    <message>
      <source>Took</source>
      <translation>Dauer</translation>
    </message>
    <message numerus="yes">
      <source>Typed: %Ln changes</source>
      <translation>
        <numerusform>Getippt: %Ln Änderung</numerusform>
        <numerusform>Getippt: %Ln Änderungen</numerusform>
      </translation>
    </message>
    <message>
      <source>Undecided</source>
      <translation>Unentschieden</translation>
    </message>
    <message>
      <source>Undone</source>
      <translation>Zurückgenommen</translation>
    </message>
    <message>
      <source>by {reviser}</source>
      <translation>von {reviser}</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>abgebrochen</translation>
    </message>
    <message>
      <source>complete</source>
      <translation>vollständig</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>gescheitert</translation>
    </message>
    <message>
      <source>named {name}</source>
      <translation>benannt {name}</translation>
    </message>
    <message>
      <source>not yet</source>
      <translation>noch nicht</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
    <message>
      <source>nothing proposed</source>
      <translation>nichts vorgeschlagen</translation>
    </message>
    <message>
      <source>on {branch}</source>
      <translation>auf {branch}</translation>
    </message>
    <message>
      <source>the document is here</source>
      <translation>hier steht das Dokument</translation>
    </message>
    <message>
      <source>undone</source>
      <translation>rückgängig gemacht</translation>
    </message>
    <message>
      <source>{at} of {what}</source>
      <translation>{at} von {what}</translation>
    </message>
    <message>
      <source>{before} becomes {after}</source>
      <translation>{before} wird zu {after}</translation>
    </message>
    <message>
      <source>{differences} · {gone} removed, {come} added</source>
      <translation>{differences} · {gone} weg, {come} neu</translation>
    </message>
    <message>
      <source>{hours} h {minutes} min</source>
      <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
      <source>{minutes} min {seconds} s</source>
      <translation>{minutes} min {seconds} s</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} s</translation>
    </message>
    <message>
      <source>{sent} sent, {received} received</source>
      <translation>{sent} gesendet, {received} empfangen</translation>
    </message>
  </context>
  <context>
    <name>HistoryView</name>
    <message>
      <source>Accept</source>
      <translation>Annehmen</translation>
    </message>
    <message>
      <source>As it stood</source>
      <translation>Wie er damals war</translation>
    </message>
    <message>
      <source>Back to the text</source>
      <translation>Zurück zum Text</translation>
    </message>
    <message>
      <source>Before this round</source>
      <translation>Vor dieser Runde</translation>
    </message>
    <message>
      <source>Branches</source>
      <translation>Zweige</translation>
    </message>
    <message>
      <source>Compare with now</source>
      <translation>Mit jetzt vergleichen</translation>
    </message>
    <message>
      <source>Go on from here …</source>
      <translation>Von hier weiter …</translation>
    </message>
    <message>
      <source>History of {name}</source>
      <translation>Verlauf von {name}</translation>
    </message>
    <message>
      <source>Name …</source>
      <translation>Benennen …</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>Ablehnen</translation>
    </message>
    <message>
      <source>Rewrite …</source>
      <translation>Umschreiben …</translation>
    </message>
    <message>
      <source>Shift or Ctrl selects a second point to compare.</source>
      <translation>Umschalt oder Strg wählt einen zweiten Punkt zum Vergleichen.</translation>
    </message>
    <message>
      <source>Take over</source>
      <translation>Übernehmen</translation>
    </message>
    <message>
      <source>Take over the left</source>
      <translation>Links übernehmen</translation>
    </message>
    <message>
      <source>Take over the right</source>
      <translation>Rechts übernehmen</translation>
    </message>
    <message>
      <source>What was sent …</source>
      <translation>Was gesendet wurde …</translation>
    </message>
    <message>
      <source>{left} compared with {right}</source>
      <translation>{left} verglichen mit {right}</translation>
    </message>
  </context>
  <context>
    <name>HitList</name>
    <message>
      <source>Round {depth}</source>
      <translation>Runde {depth}</translation>
    </message>
    <message>
      <source>What was found</source>
      <translation>Was gefunden wurde</translation>
    </message>
    <message>
      <source>accepted</source>
      <translation>angenommen</translation>
    </message>
    <message>
      <source>deleted</source>
      <translation>gelöscht</translation>
    </message>
    <message>
      <source>edit</source>
      <translation>Änderung</translation>
    </message>
    <message>
      <source>explanation</source>
      <translation>Erklärung</translation>
    </message>
    <message>
      <source>instruction</source>
      <translation>Anweisung</translation>
    </message>
    <message>
      <source>reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>rejected</source>
      <translation>abgelehnt</translation>
    </message>
    <message>
      <source>remark</source>
      <translation>Anmerkung</translation>
    </message>
    <message>
      <source>rewritten</source>
      <translation>umgeschrieben</translation>
    </message>
    <message>
      <source>text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>typed</source>
      <translation>getippt</translation>
    </message>
    <message>
      <source>undecided</source>
      <translation>nicht entschieden</translation>
    </message>
    <message>
      <source>undone</source>
      <translation>rückgängig gemacht</translation>
    </message>
  </context>
  <context>
    <name>ImportDialog</name>
    <message numerus="yes">
      <source>%Ln came without their text: they can be counted and exported, not decided.</source>
      <translation>
        <numerusform>%Ln kam ohne Text: sie kann gezählt und exportiert, nicht entschieden werden.</numerusform>
        <numerusform>%Ln kamen ohne Text: sie können gezählt und exportiert, nicht entschieden werden.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln records are damaged and were left out.</source>
      <translation>
        <numerusform>%Ln Eintrag ist beschädigt und wurde ausgelassen.</numerusform>
        <numerusform>%Ln Einträge sind beschädigt und wurden ausgelassen.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln sessions imported.</source>
      <translation>
        <numerusform>%Ln Sitzung importiert.</numerusform>
        <numerusform>%Ln Sitzungen importiert.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln existed already.</source>
      <translation>
        <numerusform>%Ln war schon da.</numerusform>
        <numerusform>%Ln waren schon da.</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Cancel the import</source>
      <translation>Import &amp;abbrechen</translation>
    </message>
    <message>
      <source>&amp;File …</source>
      <translation>&amp;Datei …</translation>
    </message>
    <message>
      <source>&amp;Import</source>
      <translation>&amp;Importieren</translation>
    </message>
    <message>
      <source>A folder, a zip archive or a file</source>
      <translation>Ein Ordner, ein Zip-Archiv oder eine Datei</translation>
    </message>
    <message>
      <source>Cancelled. Imported sessions are kept; importing again adds the rest.</source>
      <translation>Abgebrochen. Was schon da ist, bleibt; ein neuer Import bringt den Rest.</translation>
    </message>
    <message>
      <source>F&amp;older …</source>
      <translation>&amp;Ordner …</translation>
    </message>
    <message>
      <source>Progress of the import</source>
      <translation>Wie weit der Import ist</translation>
    </message>
    <message>
      <source>Import &amp;nothing if a record is damaged</source>
      <translation>&amp;Nichts importieren, wenn ein Eintrag beschädigt ist</translation>
    </message>
    <message>
      <source>Import a dataset</source>
      <translation>Datensatz importieren</translation>
    </message>
    <message>
      <source>Its format</source>
      <translation>Sein Format</translation>
    </message>
    <message>
      <source>O&amp;pen</source>
      <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
      <source>Reading the dataset …</source>
      <translation>Der Datensatz wird gelesen …</translation>
    </message>
    <message>
      <source>The dataset</source>
      <translation>Der Datensatz</translation>
    </message>
    <message>
      <source>The dataset's folder</source>
      <translation>Der Ordner des Datensatzes</translation>
    </message>
    <message>
      <source>Detect from its files</source>
      <translation>An den Dateien erkannt</translation>
    </message>
    <message>
      <source>What can be &amp;opened</source>
      <translation>Was &amp;geöffnet werden kann</translation>
    </message>
    <message>
      <source>What can be opened</source>
      <translation>Was geöffnet werden kann</translation>
    </message>
    <message>
      <source>What was &amp;left out</source>
      <translation>Was aus&amp;gelassen wurde</translation>
    </message>
    <message>
      <source>What was left out</source>
      <translation>Was ausgelassen wurde</translation>
    </message>
    <message>
      <source>Location of the dataset</source>
      <translation>Wo der Datensatz liegt</translation>
    </message>
    <message numerus="yes">
      <source>%Ln sessions read …</source>
      <translation>
        <numerusform>%Ln Sitzung gelesen …</numerusform>
        <numerusform>%Ln Sitzungen gelesen …</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{done} of %Ln sessions …</source>
      <translation>
        <numerusform>{done} von %Ln Sitzung …</numerusform>
        <numerusform>{done} von %Ln Sitzungen …</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Inspector</name>
    <message>
      <source>(delete)</source>
      <translation>(löschen)</translation>
    </message>
    <message>
      <source>Accept</source>
      <translation>Annehmen</translation>
    </message>
    <message numerus="yes">
      <source>Accept all %Ln like this</source>
      <translation>
        <numerusform>%Ln solchen annehmen</numerusform>
        <numerusform>Alle %Ln solchen annehmen</numerusform>
      </translation>
    </message>
    <message>
      <source>Accept instead: {text}</source>
      <translation>Stattdessen annehmen: {text}</translation>
    </message>
    <message>
      <source>Add “{word}” to your dictionary</source>
      <translation>„{word}“ ins eigene Wörterbuch</translation>
    </message>
    <message numerus="yes">
      <source>Also %Ln elsewhere: accept all</source>
      <translation>
        <numerusform>Auch %Ln anderswo: ebenfalls annehmen</numerusform>
        <numerusform>Auch %Ln anderswo: alle annehmen</numerusform>
      </translation>
    </message>
    <message>
      <source>Choose a proposal to see why it is made.</source>
      <translation>Wählen Sie einen Vorschlag, um seine Begründung zu sehen.</translation>
    </message>
    <message>
      <source>Current proposal</source>
      <translation>Aktueller Vorschlag</translation>
    </message>
    <message numerus="yes">
      <source>One decision for %Ln changes that belong together.</source>
      <translation>
        <numerusform>Eine Entscheidung für %Ln Änderung.</numerusform>
        <numerusform>Eine Entscheidung für %Ln Änderungen, die zusammengehören.</numerusform>
      </translation>
    </message>
    <message>
      <source>Alternatives</source>
      <translation>Oder stattdessen</translation>
    </message>
    <message>
      <source>Original and proposed text</source>
      <translation>Ursprünglicher und vorgeschlagener Text</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>Ablehnen</translation>
    </message>
    <message numerus="yes">
      <source>Reject all %Ln like this</source>
      <translation>
        <numerusform>%Ln solchen ablehnen</numerusform>
        <numerusform>Alle %Ln solchen ablehnen</numerusform>
      </translation>
    </message>
    <message>
      <source>Reject because it is</source>
      <translation>Ablehnen, weil</translation>
    </message>
    <message>
      <source>Reject: {reason}</source>
      <translation>Ablehnen: {reason}</translation>
    </message>
    <message>
      <source>Rejected because it is</source>
      <translation>Abgelehnt, weil</translation>
    </message>
    <message>
      <source>Rewrite</source>
      <translation>Umschreiben</translation>
    </message>
    <message>
      <source>Stop proposing this kind here</source>
      <translation>Diese Art hier nicht mehr vorschlagen</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>Zurücknehmen</translation>
    </message>
    <message>
      <source>Propose this kind here again</source>
      <translation>Diese Art schweigt hier: wieder zulassen</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Warum?</translation>
    </message>
    <message>
      <source>“{word}” is correct in this document</source>
      <translation>„{word}“ ist in diesem Dokument richtig</translation>
    </message>
  </context>
  <context>
    <name>KeyField</name>
    <message>
      <source>New key: press it here</source>
      <translation>Neue Taste: hier drücken</translation>
    </message>
    <message>
      <source>press it here</source>
      <translation>hier drücken</translation>
    </message>
  </context>
  <context>
    <name>KeyPage</name>
    <message>
      <source>&amp;No key</source>
      <translation>&amp;Keine Taste</translation>
    </message>
    <message>
      <source>Reset a&amp;ll keys</source>
      <translation>A&amp;lle auf die üblichen Tasten</translation>
    </message>
    <message>
      <source>About the key</source>
      <translation>Zur Taste</translation>
    </message>
    <message>
      <source>&amp;Reset its keys</source>
      <translation>Auf seine ü&amp;blichen Tasten</translation>
    </message>
    <message>
      <source>Command</source>
      <translation>Befehl</translation>
    </message>
    <message>
      <source>Commands and their keys</source>
      <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>New key for “{command}”</source>
      <translation>Neue Taste für „{command}“</translation>
    </message>
    <message>
      <source>changed</source>
      <translation>geändert</translation>
    </message>
    <message>
      <source>{key} works everywhere.</source>
      <translation>{key} gilt überall.</translation>
    </message>
    <message>
      <source>{key} works in review mode.</source>
      <translation>{key} gilt beim Durchsehen.</translation>
    </message>
    <message>
      <source>{key} is the key of “{command}”. Press it again to reassign it.</source>
      <translation>{key} gehört zu „{command}“. Noch einmal drücken, um sie dort wegzunehmen.</translation>
    </message>
  </context>
  <context>
    <name>Keys</name>
    <message>
      <source>Alt with a letter opens a menu; choose another key.</source>
      <translation>Alt mit einem Buchstaben öffnet ein Menü; wählen Sie eine andere Taste.</translation>
    </message>
    <message>
      <source>{key} copies, cuts, pastes or selects everywhere; choose another key.</source>
      <translation>{key} kopiert, schneidet aus, fügt ein oder wählt aus; wählen Sie eine andere Taste.</translation>
    </message>
    <message>
      <source>{key} moves the focus or closes things; choose another key.</source>
      <translation>{key} bewegt oder schließt etwas; wählen Sie eine andere Taste.</translation>
    </message>
  </context>
  <context>
    <name>KeysDialog</name>
    <message>
      <source>&amp;Change the keys …</source>
      <translation>Tasten ä&amp;ndern …</translation>
    </message>
    <message>
      <source>Accept an alternative by its number</source>
      <translation>Eine Alternative nach ihrer Nummer annehmen</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Single keys work in review mode; in the editable text they type.</source>
      <translation>Einzelne Tasten gelten beim Durchsehen; im bearbeitbaren Text schreiben sie.</translation>
    </message>
  </context>
  <context>
    <name>LanguageModelController</name>
    <message>
      <source>Download</source>
      <translation>Holen</translation>
    </message>
    <message>
      <source>Details …</source>
      <translation>Ansehen …</translation>
    </message>
    <message>
      <source>The language model {name} is ready; the next round uses it.</source>
      <translation>Das Sprachmodell {name} ist da; die nächste Runde wird damit gelesen.</translation>
    </message>
    <message>
      <source>With a small language model, the embedded reviser finds more. It is downloaded once ({size}, {license}) and runs only on this machine.</source>
      <translation>Mit einem kleinen Sprachmodell findet der eingebaute Lektor mehr. Es wird einmal geholt ({size}, {license}) und läuft nur auf diesem Rechner.</translation>
    </message>
  </context>
  <context>
    <name>LanguageModelPage</name>
    <message>
      <source>&amp;Add a file …</source>
      <translation>Datei &amp;hinzufügen …</translation>
    </message>
    <message>
      <source>&amp;Download</source>
      <translation>&amp;Holen</translation>
    </message>
    <message>
      <source>&amp;Download ({size})</source>
      <translation>&amp;Holen ({size})</translation>
    </message>
    <message>
      <source>&amp;Continue the download</source>
      <translation>&amp;Weiter holen</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>&amp;Show the folder</source>
      <translation>Ordner &amp;zeigen</translation>
    </message>
    <message>
      <source>, in use</source>
      <translation>, in Gebrauch</translation>
    </message>
    <message>
      <source>A language model</source>
      <translation>Ein Sprachmodell</translation>
    </message>
    <message>
      <source>A small language model lets the embedded reviser judge which correction reads best. It runs on this machine, and your text is not sent anywhere. Everything else works without it.</source>
      <translation>Mit einem kleinen Sprachmodell beurteilt der eingebaute Lektor, welche Korrektur sich am besten liest. Es läuft auf diesem Rechner: Nichts von Ihrem Text wird irgendwohin gesendet. Ohne es geht alles andere.</translation>
    </message>
    <message>
      <source>Another program is downloading it; waiting …</source>
      <translation>Ein anderes Programm holt es gerade; darauf wird gewartet …</translation>
    </message>
    <message>
      <source>Asking the package index …</source>
      <translation>Der Paketindex wird gefragt …</translation>
    </message>
    <message>
      <source>Cance&amp;l</source>
      <translation>&amp;Abbrechen</translation>
    </message>
    <message>
      <source>Cancelled. The part already downloaded is kept, and the download continues from there.</source>
      <translation>Abgebrochen. Was da war, bleibt, und das Holen geht von dort weiter.</translation>
    </message>
    <message>
      <source>Checking …</source>
      <translation>Es wird geprüft …</translation>
    </message>
    <message>
      <source>Copying: {done} of {all} …</source>
      <translation>Es wird kopiert: {done} von {all} …</translation>
    </message>
    <message>
      <source>Delete it</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Delete your model {name} from this program?</source>
      <translation>Ihr Modell {name} aus diesem Programm löschen?</translation>
    </message>
    <message>
      <source>Downloading: {done} of {all} …</source>
      <translation>Es wird geholt: {done} von {all} …</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Wie weit es ist</translation>
    </message>
    <message>
      <source>Current state</source>
      <translation>Wie es steht</translation>
    </message>
    <message>
      <source>It was copied when you added it; your original file is not touched.</source>
      <translation>Es wurde beim Hinzufügen kopiert; die Datei, die Sie angegeben haben, bleibt unberührt, wo sie noch ist.</translation>
    </message>
    <message>
      <source>Language models</source>
      <translation>Sprachmodelle</translation>
    </message>
    <message>
      <source>Language models (*.gguf *.whl);;All files (*)</source>
      <translation>Sprachmodelle (*.gguf *.whl);;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Made by</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>Package</source>
      <translation>Paket</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>Remove a model</source>
      <translation>Ein Modell entfernen</translation>
    </message>
    <message>
      <source>Removed {name}: {size} freed.</source>
      <translation>{name} ist entfernt: {size} sind wieder frei.</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Stand</translation>
    </message>
    <message>
      <source>Unpacking …</source>
      <translation>Es wird entpackt …</translation>
    </message>
    <message>
      <source>Actions on this page take effect at once, and a download continues when the dialog is closed.</source>
      <translation>Was auf dieser Seite getan wird, gilt sofort, und ein Holen geht weiter, wenn dies geschlossen wird.</translation>
    </message>
    <message>
      <source>installed, {size}</source>
      <translation>da, {size}</translation>
    </message>
    <message>
      <source>not installed</source>
      <translation>nicht da</translation>
    </message>
    <message>
      <source>not usable</source>
      <translation>nicht brauchbar</translation>
    </message>
    <message>
      <source>downloading</source>
      <translation>unterwegs</translation>
    </message>
    <message>
      <source>{done} of {all} downloaded</source>
      <translation>{done} von {all} geholt</translation>
    </message>
    <message>
      <source>{name} is installed.</source>
      <translation>{name} ist da.</translation>
    </message>
    <message>
      <source>{wheel} ({size}) of the package index that pip or uv use here</source>
      <translation>{wheel} ({size}) aus dem Paketindex, den pip oder uv hier benutzen</translation>
    </message>
  </context>
  <context>
    <name>LearnedDialog</name>
    <message>
      <source>A kind of proposal becomes silent when you have rejected it three separate times, or when you silence it.</source>
      <translation>Eine Art von Vorschlag, die Sie dreimal abgelehnt haben, verstummt; oder Sie haben sie stumm geschaltet.</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Neu beginnen</translation>
    </message>
    <message>
      <source>Reset {rule}</source>
      <translation>Neu beginnen mit {rule}</translation>
    </message>
    <message>
      <source>All thresholds have their default values.</source>
      <translation>Alles ist so sicher wie sonst.</translation>
    </message>
    <message>
      <source>Propose it again</source>
      <translation>Wieder zulassen</translation>
    </message>
    <message>
      <source>Propose {rule} again</source>
      <translation>{rule} wieder zulassen</translation>
    </message>
    <message>
      <source>None yet.</source>
      <translation>Noch keine.</translation>
    </message>
    <message>
      <source>None yet: {key} in review mode adds the word of a proposal.</source>
      <translation>Noch keine: {key} nimmt beim Durchsehen das Wort eines Vorschlags auf.</translation>
    </message>
    <message>
      <source>Not proposed here again: {words}.</source>
      <translation>Hier nicht mehr vorgeschlagen: {words}.</translation>
    </message>
    <message>
      <source>Nothing is silent in this document.</source>
      <translation>In diesem Dokument schweigt nichts.</translation>
    </message>
    <message>
      <source>Reading the history …</source>
      <translation>Der Verlauf wird gelesen …</translation>
    </message>
    <message>
      <source>Silent here</source>
      <translation>Schweigt hier</translation>
    </message>
    <message>
      <source>Changed thresholds</source>
      <translation>Sicherer als sonst, oder weniger sicher</translation>
    </message>
    <message>
      <source>What was learned</source>
      <translation>Was gelernt wurde</translation>
    </message>
    <message>
      <source>From the next round on, kinds of proposals that you reject need more confidence, and kinds that you accept need less. Decisions in other documents count a little, too.</source>
      <translation>Was Sie ablehnen, muss von der nächsten Runde an sicherer sein, was Sie annehmen, weniger. Andere Dokumente zählen ein wenig mit.</translation>
    </message>
    <message>
      <source>Words marked as correct here</source>
      <translation>Wörter, die hier richtig sind</translation>
    </message>
    <message>
      <source>{refused} of {decided} rejected here</source>
      <translation>{refused} von {decided} hier abgelehnt</translation>
    </message>
    <message>
      <source>{refused} of {decided} rejected in other documents</source>
      <translation>{refused} von {decided} in anderen Dokumenten abgelehnt</translation>
    </message>
    <message>
      <source>{refused} of {decided} rejected or rewritten here</source>
      <translation>{refused} von {decided} hier abgelehnt oder umgeschrieben</translation>
    </message>
    <message>
      <source>{refused} of {decided} rejected or rewritten in other documents</source>
      <translation>{refused} von {decided} in anderen Dokumenten abgelehnt oder umgeschrieben</translation>
    </message>
    <message>
      <source>“{kind}”: {counts}, so it needs more confidence.</source>
      <translation>„{kind}“: {counts}, darum muss ein Vorschlag sicherer sein.</translation>
    </message>
    <message>
      <source>“{kind}”: {counts}, so it needs less confidence.</source>
      <translation>„{kind}“: {counts}, darum wird weniger verlangt.</translation>
    </message>
  </context>
  <context>
    <name>LibraryController</name>
    <message>
      <source>A deleted document may still be in this file: {path}. {why}</source>
      <translation>Ein gelöschtes Dokument kann noch in dieser Datei stehen: {path}. {why}</translation>
    </message>
  </context>
  <context>
    <name>LibraryDialog</name>
    <message numerus="yes">
      <source>%Ln documents</source>
      <translation>
        <numerusform>%Ln Dokument</numerusform>
        <numerusform>%Ln Dokumente</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln documents restored.</source>
      <translation>
        <numerusform>%Ln Dokument ist zurück.</numerusform>
        <numerusform>%Ln Dokumente sind zurück.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln documents deleted.</source>
      <translation>
        <numerusform>%Ln Dokument gelöscht.</numerusform>
        <numerusform>%Ln Dokumente gelöscht.</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Archive</source>
      <translation>&amp;Archivieren</translation>
    </message>
    <message>
      <source>&amp;Delete</source>
      <translation>&amp;Löschen</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
      <source>&amp;Rename …</source>
      <translation>&amp;Umbenennen …</translation>
    </message>
    <message>
      <source>&amp;Restore</source>
      <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Rückgängig</translation>
    </message>
    <message>
      <source>Archived</source>
      <translation>Archiviert</translation>
    </message>
    <message>
      <source>Deleting permanently from the history and its backups …</source>
      <translation>Wird endgültig gelöscht, im Verlauf und in seinen Sicherungen …</translation>
    </message>
    <message>
      <source>Del</source>
      <translation>Entf</translation>
    </message>
    <message>
      <source>Delete &amp;permanently …</source>
      <translation>&amp;Endgültig löschen …</translation>
    </message>
    <message>
      <source>Deleted</source>
      <translation>Gelöscht</translation>
    </message>
    <message>
      <source>Deleted permanently.</source>
      <translation>Endgültig gelöscht.</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Dokumente</translation>
    </message>
    <message>
      <source>Find by name or by text</source>
      <translation>Nach Name oder Text suchen</translation>
    </message>
    <message>
      <source>Deleted from the history, but this file may still contain it: {path}. {why}</source>
      <translation>Aus dem Verlauf gelöscht, kann aber noch in dieser Datei stehen: {path}. {why}</translation>
    </message>
    <message>
      <source>Library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <source>Take out of the &amp;archive</source>
      <translation>Aus dem &amp;Archiv holen</translation>
    </message>
    <message>
      <source>Which documents are shown</source>
      <translation>Welche Dokumente gezeigt werden</translation>
    </message>
    <message>
      <source>{count}, each deleted permanently after a while</source>
      <translation>{count}, nach einiger Zeit endgültig gelöscht</translation>
    </message>
    <message>
      <source>{count}, searching the texts …</source>
      <translation>{count}, die Texte werden durchsucht …</translation>
    </message>
  </context>
  <context>
    <name>LibraryTable</name>
    <message>
      <source>All decided</source>
      <translation>Alles entschieden</translation>
    </message>
    <message>
      <source>Being read …</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>Decided</source>
      <translation>Entschieden</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message numerus="yes">
      <source>In work: %Ln to decide</source>
      <translation>
        <numerusform>In Arbeit: %Ln zu entscheiden</numerusform>
        <numerusform>In Arbeit: %Ln zu entscheiden</numerusform>
      </translation>
    </message>
    <message>
      <source>It has no file.</source>
      <translation>Es hat keine Datei.</translation>
    </message>
    <message>
      <source>Last change</source>
      <translation>Letzte Änderung</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Never revised</source>
      <translation>Nie überarbeitet</translation>
    </message>
    <message>
      <source>First opened: {time}</source>
      <translation>Zuerst geöffnet: {time}</translation>
    </message>
    <message>
      <source>Rounds</source>
      <translation>Runden</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Stand</translation>
    </message>
    <message numerus="yes">
      <source>{decided} of %Ln proposals, in all rounds</source>
      <translation>
        <numerusform>{decided} von %Ln Vorschlag, in allen Runden</numerusform>
        <numerusform>{decided} von %Ln Vorschlägen, in allen Runden</numerusform>
      </translation>
    </message>
    <message>
      <source>{share} %</source>
      <translation>{share} %</translation>
    </message>
    <message>
      <source>{state} · file missing</source>
      <translation>{state} · Datei fehlt</translation>
    </message>
    <message>
      <source>{state} · imported, no file</source>
      <translation>{state} · importiert, ohne Datei</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>reviser</source>
      <translation>reviser</translation>
    </message>
  </context>
  <context>
    <name>BatchDecisions</name>
    <message>
      <source>Accepted: {count}</source>
      <translation>Angenommen: {count}</translation>
    </message>
    <message>
      <source>Rejected: {count}</source>
      <translation>Abgelehnt: {count}</translation>
    </message>
    <message>
      <source>This kind is not proposed here any more</source>
      <translation>Diese Art wird hier nicht mehr vorgeschlagen</translation>
    </message>
    <message>
      <source>This kind is proposed here again</source>
      <translation>Diese Art wird hier wieder vorgeschlagen</translation>
    </message>
    <message>
      <source>{done} · {key} takes it back</source>
      <translation>{done} · {key} nimmt es zurück</translation>
    </message>
    <message>
      <source>“{word}” is in your dictionary</source>
      <translation>„{word}“ steht in Ihrem Wörterbuch</translation>
    </message>
    <message>
      <source>“{word}” is correct in this document</source>
      <translation>„{word}“ ist in diesem Dokument richtig</translation>
    </message>
  </context>
  <context>
    <name>Menus</name>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Filter</source>
      <translation>&amp;Filtern</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;List</source>
      <translation>&amp;Liste</translation>
    </message>
    <message>
      <source>The displayed &amp;round</source>
      <translation>In der &amp;gelesenen Runde</translation>
    </message>
    <message>
      <source>&amp;Review</source>
      <translation>Dur&amp;chsicht</translation>
    </message>
    <message>
      <source>&amp;Sort</source>
      <translation>&amp;Sortieren</translation>
    </message>
    <message>
      <source>&amp;Tools</source>
      <translation>E&amp;xtras</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>Accept an a&amp;lternative</source>
      <translation>A&amp;lternative annehmen</translation>
    </message>
    <message>
      <source>Decide &amp;many at once</source>
      <translation>&amp;Mehrere zugleich entscheiden</translation>
    </message>
    <message>
      <source>From now on</source>
      <translation>Von jetzt an</translation>
    </message>
    <message>
      <source>H&amp;istory</source>
      <translation>&amp;Verlauf</translation>
    </message>
    <message>
      <source>Open &amp;recent</source>
      <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Reject be&amp;cause</source>
      <translation>Ablehnen, w&amp;eil</translation>
    </message>
    <message>
      <source>Si&amp;ze of the text</source>
      <translation>&amp;Größe des Textes</translation>
    </message>
  </context>
  <context>
    <name>MergingDialog</name>
    <message>
      <source>Changed in queues: {count}</source>
      <translation>Geändert in Warteschlangen: {count}</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Documents merged</source>
      <translation>Zusammengeführte Dokumente</translation>
    </message>
    <message>
      <source>Continued documents: {count}</source>
      <translation>Dokumente, die weitergingen: {count}</translation>
    </message>
    <message>
      <source>Imported sessions: {count}</source>
      <translation>Importierte Sitzungen: {count}</translation>
    </message>
    <message>
      <source>Merge another history</source>
      <translation>Anderen Verlauf zusammenführen</translation>
    </message>
    <message>
      <source>New decisions: {count}</source>
      <translation>Neue Entscheidungen: {count}</translation>
    </message>
    <message>
      <source>New documents: {count}</source>
      <translation>Neue Dokumente: {count}</translation>
    </message>
    <message>
      <source>Of these, continued differently here: {count}</source>
      <translation>Davon neben einem, das hier anders weiterging: {count}</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Words: {count}</source>
      <translation>Wörter: {count}</translation>
    </message>
    <message>
      <source>{name}: being checked</source>
      <translation>{name}: wird geprüft</translation>
    </message>
    <message>
      <source>{name}: nothing new</source>
      <translation>{name}: nichts Neues</translation>
    </message>
    <message numerus="yes">
      <source>{name}: {done} of %Ln documents</source>
      <translation>
        <numerusform>{name}: {done} von %Ln Dokument</numerusform>
        <numerusform>{name}: {done} von %Ln Dokumenten</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>MessageBar</name>
    <message>
      <source>Close this message</source>
      <translation>Diese Meldung schließen</translation>
    </message>
    <message>
      <source>Message</source>
      <translation>Meldung</translation>
    </message>
  </context>
  <context>
    <name>AuthorshipDialog</name>
    <message>
      <source>&amp;Next change</source>
      <translation>&amp;Nächste Änderung</translation>
    </message>
    <message>
      <source>&amp;Previous change</source>
      <translation>&amp;Vorige Änderung</translation>
    </message>
    <message>
      <source>Accepted</source>
      <translation>Angenommen</translation>
    </message>
    <message>
      <source>As in the first draft.</source>
      <translation>Wie in der ersten Fassung.</translation>
    </message>
    <message>
      <source>As proposed</source>
      <translation>Wie vorgeschlagen</translation>
    </message>
    <message>
      <source>Changed by another program {after}</source>
      <translation>Von einem anderen Programm geändert {after}</translation>
    </message>
    <message>
      <source>Decided again {after}</source>
      <translation>Neu entschieden {after}</translation>
    </message>
    <message>
      <source>First draft</source>
      <translation>Erste Fassung</translation>
    </message>
    <message>
      <source>It then read {text}</source>
      <translation>Danach stand da {text}</translation>
    </message>
    <message>
      <source>Left undecided.</source>
      <translation>Nicht entschieden.</translation>
    </message>
    <message>
      <source>There was no text here yet.</source>
      <translation>Hier stand noch nichts.</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Proposed, rewritten by the writer</source>
      <translation>Vorgeschlagen, selbst umgeschrieben</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Rewritten as {text}</source>
      <translation>Umgeschrieben zu {text}</translation>
    </message>
    <message>
      <source>Round {depth}</source>
      <translation>Runde {depth}</translation>
    </message>
    <message>
      <source>Round {depth}, further decisions</source>
      <translation>Runde {depth}, weiter entschieden</translation>
    </message>
    <message>
      <source>Taken over from elsewhere {after}</source>
      <translation>Von anderswo übernommen {after}</translation>
    </message>
    <message>
      <source>Taken over, author unknown</source>
      <translation>Übernommen, von wem ist nicht bekannt</translation>
    </message>
    <message>
      <source>The first draft</source>
      <translation>Die erste Fassung</translation>
    </message>
    <message>
      <source>History of this passage</source>
      <translation>Die Geschichte dieser Stelle</translation>
    </message>
    <message>
      <source>The text, with the author of each word marked</source>
      <translation>Der Text, die Wörter danach markiert, von wem sie sind</translation>
    </message>
    <message>
      <source>The writer typed here.</source>
      <translation>Hier wurde getippt.</translation>
    </message>
    <message>
      <source>Typed by the writer since</source>
      <translation>Seither selbst getippt</translation>
    </message>
    <message>
      <source>Typed {after}</source>
      <translation>Getippt {after}</translation>
    </message>
    <message>
      <source>Where the words come from</source>
      <translation>Woher die Wörter kommen</translation>
    </message>
    <message>
      <source>after round {depth}</source>
      <translation>nach Runde {depth}</translation>
    </message>
    <message>
      <source>before the first round</source>
      <translation>vor der ersten Runde</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
    <message>
      <source>{before} to become {after}</source>
      <translation>aus {before} soll {after} werden</translation>
    </message>
    <message>
      <source>{decision}, because: {reason}</source>
      <translation>{decision}, weil: {reason}</translation>
    </message>
    <message>
      <source>{hand}: {share} %</source>
      <translation>{hand}: {share} %</translation>
    </message>
    <message>
      <source>{who}: proposed {change}</source>
      <translation>{who}: Vorschlag, {change}</translation>
    </message>
  </context>
  <context>
    <name>PageView</name>
    <message>
      <source>Set aside: you changed this passage, so the proposal no longer fits. Undo brings it back.</source>
      <translation>Zurückgelegt: Sie haben diese Stelle geändert, darum passt der Vorschlag nicht mehr. Rückgängig holt ihn zurück.</translation>
    </message>
    <message>
      <source>You locked this passage: nothing is proposed here.</source>
      <translation>Sie haben diese Stelle gesperrt: hier wird nichts vorgeschlagen.</translation>
    </message>
  </context>
  <context>
    <name>PassageDialog</name>
    <message numerus="yes">
      <source>%Ln undecided proposals of this round lapse.</source>
      <translation>
        <numerusform>%Ln unentschiedener Vorschlag dieser Runde verfällt.</numerusform>
        <numerusform>%Ln unentschiedene Vorschläge dieser Runde verfallen.</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Reviser</source>
      <translation>&amp;Lektor</translation>
    </message>
    <message>
      <source>&amp;Wanted</source>
      <translation>&amp;Gewünscht</translation>
    </message>
    <message>
      <source>Clearer</source>
      <translation>Klarer</translation>
    </message>
    <message>
      <source>Embedded: offline, English</source>
      <translation>Eingebaut: offline, Englisch</translation>
    </message>
    <message>
      <source>More formal</source>
      <translation>Förmlicher</translation>
    </message>
    <message>
      <source>Only correct mistakes</source>
      <translation>Nur Fehler berichtigen</translation>
    </message>
    <message>
      <source>Revise</source>
      <translation>Überarbeiten</translation>
    </message>
    <message>
      <source>Revise only this</source>
      <translation>Nur dies überarbeiten</translation>
    </message>
    <message>
      <source>Reviser</source>
      <translation>Lektor</translation>
    </message>
    <message>
      <source>Shorter</source>
      <translation>Kürzer</translation>
    </message>
    <message>
      <source>Simpler words</source>
      <translation>Einfachere Wörter</translation>
    </message>
    <message>
      <source>The embedded reviser works offline and takes no instructions. A chat model does: set one up.</source>
      <translation>Der eingebaute Lektor arbeitet offline und nimmt keine Anweisung an. Ein Chatmodell tut das: richten Sie eines ein.</translation>
    </message>
    <message>
      <source>What is wanted</source>
      <translation>Was gewünscht ist</translation>
    </message>
    <message>
      <source>shorter, more formal, or in your own words</source>
      <translation>kürzer, förmlicher oder in eigenen Worten</translation>
    </message>
  </context>
  <context>
    <name>PastStrip</name>
    <message>
      <source>After</source>
      <translation>Danach</translation>
    </message>
    <message>
      <source>Back to now</source>
      <translation>Zurück ins Jetzt</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Davor</translation>
    </message>
    <message>
      <source>Changes</source>
      <translation>Änderungen</translation>
    </message>
    <message>
      <source>Displayed part of the round</source>
      <translation>Was von der Runde gezeigt wird</translation>
    </message>
  </context>
  <context>
    <name>PointList</name>
    <message>
      <source>History: newest first</source>
      <translation>Verlauf: das Neueste zuerst</translation>
    </message>
  </context>
  <context>
    <name>PrintController</name>
    <message>
      <source>Export as PDF</source>
      <translation>Als PDF exportieren</translation>
    </message>
    <message>
      <source>PDF (*.pdf)</source>
      <translation>PDF (*.pdf)</translation>
    </message>
    <message>
      <source>Print</source>
      <translation>Drucken</translation>
    </message>
    <message>
      <source>Written to {path}.</source>
      <translation>Geschrieben nach {path}.</translation>
    </message>
    <message>
      <source>{path} cannot be written: {why}. Choose another place.</source>
      <translation>{path} kann nicht geschrieben werden: {why}. Wählen Sie einen anderen Ort.</translation>
    </message>
  </context>
  <context>
    <name>ProposalCard</name>
    <message>
      <source>Accept</source>
      <translation>Annehmen</translation>
    </message>
    <message>
      <source>Other suggestions</source>
      <translation>Andere Vorschläge</translation>
    </message>
    <message>
      <source>Others …</source>
      <translation>Andere …</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>Ablehnen</translation>
    </message>
    <message>
      <source>Rewrite</source>
      <translation>Umschreiben</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>Zurücknehmen</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Warum?</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
  </context>
  <context>
    <name>Questions</name>
    <message>
      <source>A copy under another name leaves the signed file unchanged. Otherwise its signer has to sign it again.</source>
      <translation>Eine Kopie unter anderem Namen lässt die signierte Datei, wie sie ist. Sonst muss sie neu signiert werden.</translation>
    </message>
    <message>
      <source>A round is running</source>
      <translation>Eine Runde läuft</translation>
    </message>
    <message>
      <source>All documents return to their state at that time. The present history is kept in the list of backups, and your files stay unchanged. The document that is open is closed first.</source>
      <translation>Alle Dokumente kehren zum damaligen Stand zurück. Was jetzt da ist, bleibt in der Liste der Sicherungen, und Ihre Dateien bleiben, wie sie sind. Das offene Dokument wird vorher geschlossen.</translation>
    </message>
    <message>
      <source>Everything about it is removed from the history and its backups: its text, every proposal, decision and change, and what was sent to models. Your file stays unchanged. This cannot be undone.</source>
      <translation>Alles, was der Verlauf davon hat, verschwindet: der Text, jeder Vorschlag, jede Entscheidung und Änderung, und was an Modelle gesendet wurde. Auch aus den Sicherungen wird es entfernt. Ihre Datei bleibt, wie sie ist. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
      <source>Another program changed this file since you opened it.</source>
      <translation>Ein anderes Programm hat diese Datei seit dem Öffnen geändert.</translation>
    </message>
    <message>
      <source>Another program is using the history, or the disk is full. Wait a moment, or free some space, and try again.</source>
      <translation>Ein anderes Programm hält den Verlauf, oder die Platte ist voll. Warten Sie einen Moment oder beheben Sie das, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>Another program moved or deleted this file.</source>
      <translation>Ein anderes Programm hat diese Datei verschoben oder gelöscht.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Changed on disk</source>
      <translation>Auf der Platte geändert</translation>
    </message>
    <message>
      <source>Close “{name}” while its round is running?</source>
      <translation>„{name}“ schließen, während die Runde läuft?</translation>
    </message>
    <message>
      <source>Closing ends the round. What it has proposed so far is kept in the history.</source>
      <translation>Schließen beendet die Runde. Was sie bis dahin vorgeschlagen hat, bleibt im Verlauf.</translation>
    </message>
    <message>
      <source>Delete permanently</source>
      <translation>Endgültig löschen</translation>
    </message>
    <message>
      <source>Delete {count} documents permanently?</source>
      <translation>{count} Dokumente endgültig löschen?</translation>
    </message>
    <message>
      <source>Delete “{title}” permanently?</source>
      <translation>„{title}“ endgültig löschen?</translation>
    </message>
    <message>
      <source>Do not save</source>
      <translation>Nicht speichern</translation>
    </message>
    <message>
      <source>Do not send</source>
      <translation>Nicht senden</translation>
    </message>
    <message>
      <source>End the round and close</source>
      <translation>Runde beenden und schließen</translation>
    </message>
    <message>
      <source>Go back to the history as it was at {when}?</source>
      <translation>Zum Verlauf vom Stand {when} zurückkehren?</translation>
    </message>
    <message>
      <source>Go on with the round</source>
      <translation>Runde fortsetzen</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Leave the file as it is</source>
      <translation>Datei so lassen</translation>
    </message>
    <message>
      <source>Discard it</source>
      <translation>Verlieren</translation>
    </message>
    <message>
      <source>Not stored yet</source>
      <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
      <source>Not saved yet</source>
      <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
      <source>Overwrite the file</source>
      <translation>Datei überschreiben</translation>
    </message>
    <message>
      <source>Read it again</source>
      <translation>Neu einlesen</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Restore a backup</source>
      <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Save as …</source>
      <translation>Speichern unter …</translation>
    </message>
    <message>
      <source>Save it again</source>
      <translation>Wieder speichern</translation>
    </message>
    <message>
      <source>Save “{name}”?</source>
      <translation>„{name}“ speichern?</translation>
    </message>
    <message>
      <source>Save, and break the signature</source>
      <translation>Speichern und Signatur brechen</translation>
    </message>
    <message>
      <source>Saving “{name}” breaks its signature.</source>
      <translation>Das Speichern von „{name}“ bricht die Signatur.</translation>
    </message>
    <message>
      <source>Send it</source>
      <translation>Senden</translation>
    </message>
    <message>
      <source>Stay here</source>
      <translation>Hier bleiben</translation>
    </message>
    <message>
      <source>The document is signed</source>
      <translation>Das Dokument ist signiert</translation>
    </message>
    <message>
      <source>Send text to another machine</source>
      <translation>Auf einen anderen Rechner</translation>
    </message>
    <message>
      <source>What you did last is not in the history yet.</source>
      <translation>Was Sie zuletzt getan haben, steht noch nicht im Verlauf.</translation>
    </message>
    <message>
      <source>Your decisions and your text are kept in the history either way; the file changes only if you save it.</source>
      <translation>Ihre Entscheidungen und Ihr Text bleiben so oder so im Verlauf; die Datei ändert sich nur beim Speichern.</translation>
    </message>
    <message>
      <source>Your text will go to {host}.</source>
      <translation>Ihr Text wird an {host} gesendet.</translation>
    </message>
    <message>
      <source>{name} is not on this machine. You are asked this once for each server.</source>
      <translation>{name} läuft nicht auf diesem Rechner. Sie werden das für jeden Server einmal gefragt.</translation>
    </message>
  </context>
  <context>
    <name>QueueController</name>
    <message>
      <source>&amp;Another name …</source>
      <translation>&amp;Anderer Name …</translation>
    </message>
    <message>
      <source>&amp;No name</source>
      <translation>&amp;Kein Name</translation>
    </message>
    <message>
      <source>Annotator</source>
      <translation>Annotator</translation>
    </message>
    <message>
      <source>Decisions are by {name}</source>
      <translation>Entscheidungen sind von {name}</translation>
    </message>
    <message>
      <source>Done. Nothing is left in the queue of {name}.</source>
      <translation>Erledigt. In der Warteschlange von {name} ist nichts mehr.</translation>
    </message>
    <message>
      <source>Histories (*.db);;All files (*)</source>
      <translation>Verläufe (*.db);;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Merge another history</source>
      <translation>Anderen Verlauf zusammenführen</translation>
    </message>
    <message>
      <source>This document is in nobody's queue.</source>
      <translation>Dieses Dokument ist in keiner Warteschlange.</translation>
    </message>
    <message>
      <source>The name on your decisions: choose another</source>
      <translation>Wessen Name an den Entscheidungen steht: einen anderen wählen</translation>
    </message>
    <message>
      <source>Your name on decisions</source>
      <translation>Ihr Name an Entscheidungen</translation>
    </message>
  </context>
  <context>
    <name>QueueDialog</name>
    <message numerus="yes">
      <source>%Ln more to be queued …</source>
      <translation>
        <numerusform>Noch %Ln wird eingereiht …</numerusform>
        <numerusform>Noch %Ln werden eingereiht …</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln not queued:</source>
      <translation>
        <numerusform>%Ln nicht:</numerusform>
        <numerusform>%Ln nicht:</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln queued.</source>
      <translation>
        <numerusform>%Ln eingereiht.</numerusform>
        <numerusform>%Ln eingereiht.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln existed already.</source>
      <translation>
        <numerusform>%Ln war schon da.</numerusform>
        <numerusform>%Ln waren schon da.</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Annotator</source>
      <translation>&amp;Annotator</translation>
    </message>
    <message>
      <source>&amp;Done</source>
      <translation>&amp;Erledigt</translation>
    </message>
    <message>
      <source>&amp;Files …</source>
      <translation>&amp;Dateien …</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
      <source>&amp;Remove from the queue</source>
      <translation>Aus der Warteschlange neh&amp;men</translation>
    </message>
    <message>
      <source>&amp;State</source>
      <translation>&amp;Stand</translation>
    </message>
    <message>
      <source>&amp;To do again</source>
      <translation>&amp;Wieder zu tun</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Ann, Ben</source>
      <translation>Anna, Ben</translation>
    </message>
    <message>
      <source>Annotator</source>
      <translation>Annotator</translation>
    </message>
    <message>
      <source>Decided</source>
      <translation>Entschieden</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>Dokument</translation>
    </message>
    <message>
      <source>Documents in the queues</source>
      <translation>Dokumente in den Warteschlangen</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Erledigt</translation>
    </message>
    <message>
      <source>Fo&amp;lder …</source>
      <translation>O&amp;rdner …</translation>
    </message>
    <message>
      <source>In work</source>
      <translation>In Arbeit</translation>
    </message>
    <message>
      <source>Name the annotators first.</source>
      <translation>Nenne zuerst, wer urteilen soll.</translation>
    </message>
    <message>
      <source>Nothing is queued yet: name the annotators, and choose what they are to judge.</source>
      <translation>Noch ist nichts eingereiht: Nennen Sie, wer urteilen soll, und wählen Sie worüber.</translation>
    </message>
    <message>
      <source>Open the &amp;next</source>
      <translation>Das &amp;nächste öffnen</translation>
    </message>
    <message>
      <source>Queue files</source>
      <translation>Dateien einreihen</translation>
    </message>
    <message>
      <source>Queue for the annotators</source>
      <translation>Einreihen für</translation>
    </message>
    <message>
      <source>Queue the files of a folder</source>
      <translation>Die Dateien eines Ordners einreihen</translation>
    </message>
    <message>
      <source>Queues</source>
      <translation>Warteschlangen</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Stand</translation>
    </message>
    <message>
      <source>The o&amp;pen document</source>
      <translation>Das &amp;offene Dokument</translation>
    </message>
    <message>
      <source>To do</source>
      <translation>Zu tun</translation>
    </message>
    <message>
      <source>{decided} of {offered}</source>
      <translation>{decided} von {offered}</translation>
    </message>
    <message>
      <source>{done} of {count} done</source>
      <translation>{done} von {count} erledigt</translation>
    </message>
  </context>
  <context>
    <name>PointReader</name>
    <message>
      <source>How the text is shown</source>
      <translation>Wie der Text gezeigt wird</translation>
    </message>
    <message>
      <source>Inline</source>
      <translation>Im Text</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Previous</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation>Nebeneinander</translation>
    </message>
  </context>
  <context>
    <name>Reasons</name>
    <message>
      <source> and </source>
      <translation> und </translation>
    </message>
    <message>
      <source>1 passage in {language}</source>
      <translation>1 Abschnitt in {language}</translation>
    </message>
    <message>
      <source>A comma alone does not join two sentences.</source>
      <translation>Ein Komma allein verbindet keine zwei Sätze.</translation>
    </message>
    <message>
      <source>A comma makes the sentence easier to read here.</source>
      <translation>Mit einem Komma liest sich der Satz hier leichter.</translation>
    </message>
    <message>
      <source>A comma separates the two clauses before “{word}”.</source>
      <translation>Vor „{word}“ trennt ein Komma die beiden Teilsätze.</translation>
    </message>
    <message>
      <source>A comma sets the opening apart from the rest of the sentence.</source>
      <translation>Ein Komma setzt den Anfang vom Rest des Satzes ab.</translation>
    </message>
    <message>
      <source>A comma sets the opening phrase apart from its sentence.</source>
      <translation>Ein Komma trennt die Einleitung vom Satz.</translation>
    </message>
    <message>
      <source>A tracked change by {name}, {date}.</source>
      <translation>Eine verfolgte Änderung von {name}, {date}.</translation>
    </message>
    <message>
      <source>A tracked change by {name}.</source>
      <translation>Eine verfolgte Änderung von {name}.</translation>
    </message>
    <message>
      <source>A tracked change of the file.</source>
      <translation>Eine nachverfolgte Änderung der Datei.</translation>
    </message>
    <message>
      <source>Afrikaans</source>
      <translation>Afrikaans</translation>
    </message>
    <message>
      <source>After “{word}”, “{after}” is usual here, not “{before}”.</source>
      <translation>Nach „{word}“ steht hier gewöhnlich „{after}“, nicht „{before}“.</translation>
    </message>
    <message>
      <source>Albanian</source>
      <translation>Albanisch</translation>
    </message>
    <message>
      <source>American</source>
      <translation>amerikanisch</translation>
    </message>
    <message>
      <source>Arabic</source>
      <translation>Arabisch</translation>
    </message>
    <message>
      <source>As you rewrote it before.</source>
      <translation>Wie Sie es zuvor umgeschrieben haben.</translation>
    </message>
    <message>
      <source>Basque</source>
      <translation>Baskisch</translation>
    </message>
    <message>
      <source>Before the last item of a list you write a comma {more} and none {less}.</source>
      <translation>Vor dem letzten Glied einer Aufzählung schreiben Sie {more} ein Komma und {less} keines.</translation>
    </message>
    <message>
      <source>“Their” stands before what they have.</source>
      <translation>Vor dem, was sie haben, steht „their“.</translation>
    </message>
    <message>
      <source>Before “{word}” goes “{after}”.</source>
      <translation>Vor „{word}“ steht „{after}“.</translation>
    </message>
    <message>
      <source>Before “{word}” you write the number in {best} {more} and in {other} {less}.</source>
      <translation>Vor „{word}“ schreiben Sie die Zahl {more} in {best} und {less} in {other}.</translation>
    </message>
    <message>
      <source>Between words you write {style} {times} and {others}.</source>
      <translation>Zwischen Wörtern schreiben Sie {style} {times} und {others}.</translation>
    </message>
    <message>
      <source>British</source>
      <translation>britisch</translation>
    </message>
    <message>
      <source>Bulgarian</source>
      <translation>Bulgarisch</translation>
    </message>
    <message>
      <source>Cantonese</source>
      <translation>Kantonesisch</translation>
    </message>
    <message>
      <source>Catalan</source>
      <translation>Katalanisch</translation>
    </message>
    <message>
      <source>Chinese</source>
      <translation>Chinesisch</translation>
    </message>
    <message>
      <source>Consider using just “{word}”.</source>
      <translation>„{word}“ allein genügt.</translation>
    </message>
    <message>
      <source>Croatian</source>
      <translation>Kroatisch</translation>
    </message>
    <message>
      <source>Czech</source>
      <translation>Tschechisch</translation>
    </message>
    <message>
      <source>Danish</source>
      <translation>Dänisch</translation>
    </message>
    <message>
      <source>Did you mean the closed compound noun “{word}”?</source>
      <translation>War das Wort „{word}“ gemeint, zusammengeschrieben?</translation>
    </message>
    <message>
      <source>Did you mean the closed compound “{word}”?</source>
      <translation>War „{word}“ gemeint, zusammengeschrieben?</translation>
    </message>
    <message>
      <source>Did you mean to repeat this word?</source>
      <translation>Soll dieses Wort zweimal stehen?</translation>
    </message>
    <message>
      <source>Did you mean to spell “{word}” this way?</source>
      <translation>Soll „{word}“ so geschrieben werden?</translation>
    </message>
    <message>
      <source>Did you mean “{word}”?</source>
      <translation>War „{word}“ gemeint?</translation>
    </message>
    <message>
      <source>Discourse markers at the beginning of a sentence should be followed by a comma.</source>
      <translation>Nach einem solchen Wort am Satzanfang steht ein Komma.</translation>
    </message>
    <message>
      <source>Don't use a space before a comma.</source>
      <translation>Vor einem Komma steht kein Leerzeichen.</translation>
    </message>
    <message>
      <source>Dutch</source>
      <translation>Niederländisch</translation>
    </message>
    <message>
      <source>Esperanto</source>
      <translation>Esperanto</translation>
    </message>
    <message>
      <source>Estonian</source>
      <translation>Estnisch</translation>
    </message>
    <message>
      <source>Finnish</source>
      <translation>Finnisch</translation>
    </message>
    <message>
      <source>French</source>
      <translation>Französisch</translation>
    </message>
    <message>
      <source>Galician</source>
      <translation>Galicisch</translation>
    </message>
    <message>
      <source>German</source>
      <translation>Deutsch</translation>
    </message>
    <message>
      <source>Greek</source>
      <translation>Griechisch</translation>
    </message>
    <message>
      <source>Half</source>
      <translation>Die Hälfte</translation>
    </message>
    <message>
      <source>Hebrew</source>
      <translation>Hebräisch</translation>
    </message>
    <message>
      <source>Here the form is “{after}”.</source>
      <translation>Hier heißt die Form „{after}“.</translation>
    </message>
    <message>
      <source>Here the form of the verb is “{after}”.</source>
      <translation>Hier heißt die Form des Verbs „{after}“.</translation>
    </message>
    <message>
      <source>Here the plural fits: “{after}”.</source>
      <translation>Hier passt die Mehrzahl: „{after}“.</translation>
    </message>
    <message>
      <source>Here the singular fits: “{after}”.</source>
      <translation>Hier passt die Einzahl: „{after}“.</translation>
    </message>
    <message>
      <source>Hindi</source>
      <translation>Hindi</translation>
    </message>
    <message>
      <source>Hungarian</source>
      <translation>Ungarisch</translation>
    </message>
    <message>
      <source>Icelandic</source>
      <translation>Isländisch</translation>
    </message>
    <message>
      <source>Incorrect indefinite article.</source>
      <translation>Der falsche unbestimmte Artikel.</translation>
    </message>
    <message>
      <source>Indonesian</source>
      <translation>Indonesisch</translation>
    </message>
    <message>
      <source>Introduce it at its first use.</source>
      <translation>Führen Sie es beim ersten Mal ein.</translation>
    </message>
    <message>
      <source>Irish</source>
      <translation>Irisch</translation>
    </message>
    <message>
      <source>It is now introduced at its first use.</source>
      <translation>Es wird nun beim ersten Mal eingeführt.</translation>
    </message>
    <message>
      <source>Italian</source>
      <translation>Italienisch</translation>
    </message>
    <message>
      <source>Japanese</source>
      <translation>Japanisch</translation>
    </message>
    <message>
      <source>Korean</source>
      <translation>Koreanisch</translation>
    </message>
    <message>
      <source>Latin</source>
      <translation>Latein</translation>
    </message>
    <message>
      <source>Latvian</source>
      <translation>Lettisch</translation>
    </message>
    <message>
      <source>Lithuanian</source>
      <translation>Litauisch</translation>
    </message>
    <message>
      <source>Luxembourgish</source>
      <translation>Luxemburgisch</translation>
    </message>
    <message>
      <source>Macedonian</source>
      <translation>Mazedonisch</translation>
    </message>
    <message>
      <source>Malay</source>
      <translation>Malaiisch</translation>
    </message>
    <message>
      <source>Most</source>
      <translation>Das meiste</translation>
    </message>
    <message>
      <source>No comma is needed here.</source>
      <translation>Hier braucht es kein Komma.</translation>
    </message>
    <message>
      <source>The clause with “which” could be left out, so a comma goes before it.</source>
      <translation>Was „which“ hier einleitet, könnte fehlen, also steht davor ein Komma.</translation>
    </message>
    <message>
      <source>Norwegian</source>
      <translation>Norwegisch</translation>
    </message>
    <message>
      <source>Things that can be counted take “{after}”, not “{before}”.</source>
      <translation>Bei Zählbarem steht „{after}“, nicht „{before}“.</translation>
    </message>
    <message>
      <source>One space is enough between two sentences.</source>
      <translation>Zwischen zwei Sätzen genügt ein Leerzeichen.</translation>
    </message>
    <message>
      <source>Persian</source>
      <translation>Persisch</translation>
    </message>
    <message>
      <source>Polish</source>
      <translation>Polnisch</translation>
    </message>
    <message>
      <source>Portuguese</source>
      <translation>Portugiesisch</translation>
    </message>
    <message>
      <source>Romanian</source>
      <translation>Rumänisch</translation>
    </message>
    <message>
      <source>Russian</source>
      <translation>Russisch</translation>
    </message>
    <message>
      <source>Serbian</source>
      <translation>Serbisch</translation>
    </message>
    <message>
      <source>Slovak</source>
      <translation>Slowakisch</translation>
    </message>
    <message>
      <source>Slovene</source>
      <translation>Slowenisch</translation>
    </message>
    <message>
      <source>Spanish</source>
      <translation>Spanisch</translation>
    </message>
    <message>
      <source>Swahili</source>
      <translation>Suaheli</translation>
    </message>
    <message>
      <source>Swedish</source>
      <translation>Schwedisch</translation>
    </message>
    <message>
      <source>Thai</source>
      <translation>Thai</translation>
    </message>
    <message>
      <source>The base form of the verb is needed here.</source>
      <translation>Hier steht die Grundform des Verbs.</translation>
    </message>
    <message>
      <source>The embedded reviser knows English only and leaves the rest alone: {passages}.</source>
      <translation>Der eingebaute Lektor kann nur Englisch und lässt alles andere, wie es ist: {passages}.</translation>
    </message>
    <message>
      <source>The first-person singular subject pronoun must be capitalized.</source>
      <translation>Das englische „I“ (ich) wird großgeschrieben.</translation>
    </message>
    <message>
      <source>The form of the verb must agree in grammatical number with the pronoun.</source>
      <translation>Das Verb muss im Numerus zum Pronomen passen.</translation>
    </message>
    <message>
      <source>The sentence can begin with what it is about instead of “{before}”.</source>
      <translation>Der Satz kann mit dem beginnen, worum es geht, statt mit „{before}“.</translation>
    </message>
    <message>
      <source>The sentence says the same without “{before}”.</source>
      <translation>Ohne „{before}“ sagt der Satz dasselbe.</translation>
    </message>
    <message>
      <source>The verb “{after}” says directly what “{before}” wraps in a noun.</source>
      <translation>Das Verb „{after}“ sagt geradeheraus, was „{before}“ in ein Nomen packt.</translation>
    </message>
    <message>
      <source>The word “{word}” is a mass noun and should not be pluralized.</source>
      <translation>„{word}“ ist nicht zählbar und hat keinen Plural.</translation>
    </message>
    <message>
      <source>The model gave no reason.</source>
      <translation>Das Modell nannte keinen Grund.</translation>
    </message>
    <message>
      <source>There is disagreement in number between the verb and the noun.</source>
      <translation>Verb und Nomen passen im Numerus nicht zusammen.</translation>
    </message>
    <message>
      <source>This document is in American spelling (1 word), which has “{word}”.</source>
      <translation>Dieses Dokument ist in amerikanischer Schreibung (1 Wort); dort steht „{word}“.</translation>
    </message>
    <message>
      <source>This document is in American spelling ({n} words), which has “{word}”.</source>
      <translation>Dieses Dokument ist in amerikanischer Schreibung ({n} Wörter); dort steht „{word}“.</translation>
    </message>
    <message>
      <source>This sentence does not start with a capital letter</source>
      <translation>Dieser Satz beginnt nicht mit einem Großbuchstaben.</translation>
    </message>
    <message>
      <source>This sentence is {n} words long.</source>
      <translation>Dieser Satz ist {n} Wörter lang.</translation>
    </message>
    <message>
      <source>Turkish</source>
      <translation>Türkisch</translation>
    </message>
    <message>
      <source>Ukrainian</source>
      <translation>Ukrainisch</translation>
    </message>
    <message>
      <source>Unnecessary space at the end of the sentence.</source>
      <translation>Überflüssiges Leerzeichen am Ende des Satzes.</translation>
    </message>
    <message>
      <source>Use “{word}” rather than “{other_word}” in this expression.</source>
      <translation>In dieser Wendung steht „{word}“ statt „{other_word}“.</translation>
    </message>
    <message>
      <source>Vietnamese</source>
      <translation>Vietnamesisch</translation>
    </message>
    <message>
      <source>Welsh</source>
      <translation>Walisisch</translation>
    </message>
    <message>
      <source>You chose “{word}” for this document.</source>
      <translation>Sie haben für dieses Dokument „{word}“ gewählt.</translation>
    </message>
    <message>
      <source>You write numbers this long {more} with a comma and {less} without.</source>
      <translation>So lange Zahlen schreiben Sie {more} mit Komma und {less} ohne.</translation>
    </message>
    <message>
      <source>You write per cent as in “{word}” {times} and as in {others}.</source>
      <translation>Sie schreiben Prozent wie in „{word}“ {times} und wie in {others}.</translation>
    </message>
    <message>
      <source>You write {best} quotation marks and apostrophes {more} and {other} ones {less}.</source>
      <translation>Sie schreiben Anführungszeichen und Apostrophe {more} {best} und {less} {other}.</translation>
    </message>
    <message>
      <source>You write “{word}” as often as “{other_word}”; {side} English has “{word}”.</source>
      <translation>Sie schreiben „{word}“ so oft wie „{other_word}“; im Englischen ({side}) steht „{word}“.</translation>
    </message>
    <message>
      <source>You write “{word}” {times} and {others}.</source>
      <translation>Sie schreiben „{word}“ {times} und {others}.</translation>
    </message>
    <message>
      <source>a dash without spaces</source>
      <translation>einen Gedankenstrich ohne Leerzeichen</translation>
    </message>
    <message>
      <source>a hyphen</source>
      <translation>einen Bindestrich</translation>
    </message>
    <message>
      <source>a long dash with spaces</source>
      <translation>einen langen Strich mit Leerzeichen</translation>
    </message>
    <message>
      <source>a quotation mark is gone</source>
      <translation>ein Anführungszeichen fehlt</translation>
    </message>
    <message>
      <source>a quotation mark is new</source>
      <translation>ein Anführungszeichen ist neu</translation>
    </message>
    <message>
      <source>a short dash with spaces</source>
      <translation>einen kurzen Strich mit Leerzeichen</translation>
    </message>
    <message>
      <source>another language</source>
      <translation>einer anderen Sprache</translation>
    </message>
    <message>
      <source>curly</source>
      <translation>rund</translation>
    </message>
    <message>
      <source>digits</source>
      <translation>Ziffern</translation>
    </message>
    <message>
      <source>inside a block quotation</source>
      <translation>in einem Blockzitat</translation>
    </message>
    <message>
      <source>inside the quotation {things}</source>
      <translation>im Zitat {things}</translation>
    </message>
    <message>
      <source>once</source>
      <translation>einmal</translation>
    </message>
    <message>
      <source>straight</source>
      <translation>gerade</translation>
    </message>
    <message>
      <source>the {kind} {things} is gone</source>
      <translation>{kind} fehlt: {things}</translation>
    </message>
    <message>
      <source>the {kind} {things} is new</source>
      <translation>{kind} neu: {things}</translation>
    </message>
    <message>
      <source>the {kind}s {things} are gone</source>
      <translation>{kind} fehlt: {things}</translation>
    </message>
    <message>
      <source>the {kind}s {things} are new</source>
      <translation>{kind} neu: {things}</translation>
    </message>
    <message>
      <source>twice</source>
      <translation>zweimal</translation>
    </message>
    <message>
      <source>two hyphens</source>
      <translation>zwei Bindestriche</translation>
    </message>
    <message>
      <source>two hyphens with spaces</source>
      <translation>zwei Bindestriche mit Leerzeichen</translation>
    </message>
    <message>
      <source>words</source>
      <translation>Wörtern</translation>
    </message>
    <message>
      <source>{gone} became {come}</source>
      <translation>aus {gone} wurde {come}</translation>
    </message>
    <message>
      <source>{most} of the words here that differ between sides are {side} ({n} of {total}).</source>
      <translation>{most} der Wörter, die sich hier unterscheiden, ist {side} ({n} von {total}).</translation>
    </message>
    <message>
      <source>{n} in {language}</source>
      <translation>{n} in {language}</translation>
    </message>
    <message>
      <source>{n} passages in {language}</source>
      <translation>{n} Abschnitte in {language}</translation>
    </message>
    <message>
      <source>{n} times</source>
      <translation>{n}-mal</translation>
    </message>
    <message>
      <source>{style} {times}</source>
      <translation>{style} {times}</translation>
    </message>
    <message>
      <source>“Loose” is the opposite of tight; to fail to keep is “lose”.</source>
      <translation>„Loose“ heißt locker; verlieren ist „lose“.</translation>
    </message>
    <message>
      <source>“{after}” fits here better than “{before}”.</source>
      <translation>„{after}“ passt hier besser als „{before}“.</translation>
    </message>
    <message>
      <source>“{after}” is the plainer word for “{before}”.</source>
      <translation>„{after}“ ist das schlichtere Wort für „{before}“.</translation>
    </message>
    <message>
      <source>“{after}” says the same as “{before}” in fewer words.</source>
      <translation>„{after}“ sagt dasselbe wie „{before}“ in weniger Wörtern.</translation>
    </message>
    <message>
      <source>“{after}” suits written English better than “{before}”.</source>
      <translation>„{after}“ passt besser zu geschriebenem Englisch als „{before}“.</translation>
    </message>
    <message>
      <source>“{before}” and “{after}” are easily confused; here “{after}” fits.</source>
      <translation>„{before}“ und „{after}“ werden leicht verwechselt; hier passt „{after}“.</translation>
    </message>
    <message>
      <source>“{before}” is a word, but here “{after}” fits.</source>
      <translation>„{before}“ ist zwar ein Wort, hier passt aber „{after}“.</translation>
    </message>
    <message>
      <source>“{before}” says one thing twice; “{after}” is enough.</source>
      <translation>„{before}“ sagt eines doppelt; „{after}“ genügt.</translation>
    </message>
    <message>
      <source>“{word}” is missing here.</source>
      <translation>Hier fehlt „{word}“.</translation>
    </message>
    <message>
      <source>“{word}” is plural, so “{after}”.</source>
      <translation>„{word}“ ist Mehrzahl, also „{after}“.</translation>
    </message>
    <message>
      <source>“{word}” is singular, so “{after}”.</source>
      <translation>„{word}“ ist Einzahl, also „{after}“.</translation>
    </message>
    <message>
      <source>“{word}” is used here, but introduced only later, as “{full}”.</source>
      <translation>„{word}“ steht hier, wird aber erst später eingeführt, als „{full}“.</translation>
    </message>
    <message>
      <source>“{word}” is written as one word.</source>
      <translation>„{word}“ wird in einem Wort geschrieben.</translation>
    </message>
    <message>
      <source>“{word}” is written with a hyphen here.</source>
      <translation>„{word}“ steht hier mit Bindestrich.</translation>
    </message>
    <message>
      <source>“{word}” should be written as two words.</source>
      <translation>„{word}“ wird in zwei Wörtern geschrieben.</translation>
    </message>
    <message>
      <source>“{word}” was introduced before; the abbreviation is enough here.</source>
      <translation>„{word}“ ist schon eingeführt; die Abkürzung genügt hier.</translation>
    </message>
    <message>
      <source>“{word}” {times}</source>
      <translation>„{word}“ {times}</translation>
    </message>
  </context>
  <context>
    <name>RemarkList</name>
    <message>
      <source>Remarks</source>
      <translation>Anmerkungen</translation>
    </message>
  </context>
  <context>
    <name>RenameDialog</name>
    <message>
      <source>&amp;Name in the library</source>
      <translation>&amp;Name in der Bibliothek</translation>
    </message>
    <message>
      <source>Name in the library</source>
      <translation>Name in der Bibliothek</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Rename its &amp;file too</source>
      <translation>Auch die &amp;Datei umbenennen</translation>
    </message>
  </context>
  <context>
    <name>RequestController</name>
    <message>
      <source>First select the passage to revise.</source>
      <translation>Wählen Sie zuerst den Abschnitt aus, der überarbeitet werden soll.</translation>
    </message>
    <message>
      <source>The document so far: {cost}.</source>
      <translation>Das Dokument bisher: {cost}.</translation>
    </message>
    <message>
      <source>This round: {cost}.</source>
      <translation>Diese Runde: {cost}.</translation>
    </message>
    <message>
      <source>Trying again in {seconds} s: {why}</source>
      <translation>Neuer Versuch in {seconds} s: {why}</translation>
    </message>
    <message>
      <source>{name} is thinking, {seconds} s so far: {thought}</source>
      <translation>{name} denkt, bisher {seconds} s: {thought}</translation>
    </message>
    <message>
      <source>Waiting for {name}: {seconds} s so far</source>
      <translation>Wartet auf {name}: bisher {seconds} s</translation>
    </message>
    <message>
      <source>{read}, {seconds} s so far</source>
      <translation>{read}, bisher {seconds} s</translation>
    </message>
    <message>
      <source>{share} % read</source>
      <translation>{share} % gelesen</translation>
    </message>
    <message>
      <source>{share} % read, about {minutes} min left</source>
      <translation>{share} % gelesen, noch etwa {minutes} min</translation>
    </message>
    <message>
      <source>{share} % read, about {seconds} s left</source>
      <translation>{share} % gelesen, noch etwa {seconds} s</translation>
    </message>
  </context>
  <context>
    <name>RewriteEditor</name>
    <message>
      <source>Accept mine</source>
      <translation>Meines annehmen</translation>
    </message>
    <message>
      <source>Ctrl+Enter accepts your text, Esc leaves and keeps it here</source>
      <translation>Strg+Enter nimmt Ihren Text an, Esc geht und behält ihn hier</translation>
    </message>
    <message>
      <source>Original</source>
      <translation>Original</translation>
    </message>
    <message>
      <source>Original and proposed text</source>
      <translation>Ursprünglicher und vorgeschlagener Text</translation>
    </message>
    <message>
      <source>Proposed</source>
      <translation>Vorgeschlagen</translation>
    </message>
    <message>
      <source>Rewrite the proposal</source>
      <translation>Vorschlag umschreiben</translation>
    </message>
    <message>
      <source>This is what you typed before.</source>
      <translation>Das haben Sie vorhin geschrieben.</translation>
    </message>
    <message>
      <source>Your text</source>
      <translation>Ihr Text</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
  </context>
  <context>
    <name>WindowLayout</name>
    <message>
      <source>{key} brings the panels back.</source>
      <translation>{key} holt die Leisten zurück.</translation>
    </message>
  </context>
  <context>
    <name>RoundsPanel</name>
    <message>
      <source>Now
before the first round</source>
      <translation>Jetzt
vor der ersten Runde</translation>
    </message>
    <message>
      <source>Now: round {depth}</source>
      <translation>Jetzt: Runde {depth}</translation>
    </message>
    <message>
      <source>Round {depth}</source>
      <translation>Runde {depth}</translation>
    </message>
    <message>
      <source>Rounds</source>
      <translation>Runden</translation>
    </message>
  </context>
  <context>
    <name>RejectReasons</name>
    <message>
      <source>wrong</source>
      <translation>falsch</translation>
    </message>
    <message>
      <source>another meaning</source>
      <translation>anderer Sinn</translation>
    </message>
    <message>
      <source>not my voice</source>
      <translation>nicht mein Ton</translation>
    </message>
    <message>
      <source>unnecessary</source>
      <translation>unnötig</translation>
    </message>
    <message>
      <source>Reject: it is wrong</source>
      <translation>Ablehnen: falsch</translation>
    </message>
    <message>
      <source>Reject: it changes my meaning</source>
      <translation>Ablehnen: verändert den Sinn</translation>
    </message>
    <message>
      <source>Reject: it is not my voice</source>
      <translation>Ablehnen: nicht mein Ton</translation>
    </message>
    <message>
      <source>Reject: it is unnecessary</source>
      <translation>Ablehnen: unnötig</translation>
    </message>
  </context>
  <context>
    <name>Rules</name>
    <message>
      <source>Agreement of verb and subject</source>
      <translation>Übereinstimmung von Verb und Subjekt</translation>
    </message>
    <message>
      <source>Comma between two clauses</source>
      <translation>Komma zwischen zwei Teilsätzen</translation>
    </message>
    <message>
      <source>Comma before “which”</source>
      <translation>Komma vor „which“</translation>
    </message>
    <message>
      <source>Comma after the opening of a sentence</source>
      <translation>Komma hinter dem Satzanfang</translation>
    </message>
    <message>
      <source>Comma between two clauses of a longer sentence</source>
      <translation>Komma zwischen zwei Teilsätzen eines längeren Satzes</translation>
    </message>
    <message>
      <source>Comma between two joined parts</source>
      <translation>Komma zwischen zwei verbundenen Gliedern</translation>
    </message>
    <message>
      <source>Comma right after a conjunction</source>
      <translation>Komma gleich hinter einer Konjunktion</translation>
    </message>
    <message>
      <source>Comma between two sentences</source>
      <translation>Komma zwischen zwei Sätzen</translation>
    </message>
    <message>
      <source>Comment in the file</source>
      <translation>Kommentar in der Datei</translation>
    </message>
    <message>
      <source>Consistency: {name}</source>
      <translation>Einheitlichkeit: {name}</translation>
    </message>
    <message>
      <source>Degree of an adjective</source>
      <translation>Steigerung eines Adjektivs</translation>
    </message>
    <message>
      <source>Form in -ing</source>
      <translation>Form auf -ing</translation>
    </message>
    <message>
      <source>Form of a verb</source>
      <translation>Form eines Verbs</translation>
    </message>
    <message>
      <source>Grammar: {name}</source>
      <translation>Grammatik: {name}</translation>
    </message>
    <message>
      <source>Missing article</source>
      <translation>Fehlender Artikel</translation>
    </message>
    <message>
      <source>Missing comma</source>
      <translation>Fehlendes Komma</translation>
    </message>
    <message>
      <source>Missing hyphen</source>
      <translation>Fehlender Bindestrich</translation>
    </message>
    <message>
      <source>Missing small word</source>
      <translation>Fehlendes kleines Wort</translation>
    </message>
    <message>
      <source>Number of a noun</source>
      <translation>Zahl eines Nomens</translation>
    </message>
    <message>
      <source>Plain words: {name}</source>
      <translation>Einfache Wörter: {name}</translation>
    </message>
    <message>
      <source>Preposition</source>
      <translation>Präposition</translation>
    </message>
    <message>
      <source>Preposition after a noun</source>
      <translation>Präposition nach einem Substantiv</translation>
    </message>
    <message>
      <source>Spelling and grammar: {name}</source>
      <translation>Rechtschreibung und Grammatik: {name}</translation>
    </message>
    <message>
      <source>Superfluous comma</source>
      <translation>Überflüssiges Komma</translation>
    </message>
    <message>
      <source>Text not read to its end</source>
      <translation>Dass nicht alles gelesen wurde</translation>
    </message>
    <message>
      <source>Language model not used</source>
      <translation>Dass das Sprachmodell nicht benutzt wurde</translation>
    </message>
    <message>
      <source>Tracked change</source>
      <translation>Nachverfolgte Änderung</translation>
    </message>
    <message>
      <source>Passages not in English</source>
      <translation>Was nicht Englisch ist</translation>
    </message>
    <message>
      <source>Slip that makes another word</source>
      <translation>Verschriebenes Wort, das ein anderes Wort ist</translation>
    </message>
    <message>
      <source>Words for things that can be counted</source>
      <translation>Wörter für Zählbares</translation>
    </message>
    <message>
      <source>Words that are easily confused</source>
      <translation>Leicht verwechselte Wörter</translation>
    </message>
    <message>
      <source>Written as one word</source>
      <translation>Zusammenschreibung</translation>
    </message>
  </context>
  <context>
    <name>Said</name>
    <message numerus="yes">
      <source>%Ln dropped</source>
      <translation>
        <numerusform>%Ln verworfen</numerusform>
        <numerusform>%Ln verworfen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln frozen</source>
      <translation>
        <numerusform>%Ln eingefroren</numerusform>
        <numerusform>%Ln eingefroren</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln held back</source>
      <translation>
        <numerusform>%Ln zurückgehalten</numerusform>
        <numerusform>%Ln zurückgehalten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln line ends</source>
      <translation>
        <numerusform>%Ln Zeilenende</numerusform>
        <numerusform>%Ln Zeilenenden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln proposals</source>
      <translation>
        <numerusform>%Ln Vorschlag</numerusform>
        <numerusform>%Ln Vorschläge</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln proposals so far</source>
      <translation>
        <numerusform>bisher %Ln Vorschlag</numerusform>
        <numerusform>bisher %Ln Vorschläge</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln spaces</source>
      <translation>
        <numerusform>%Ln Leerzeichen</numerusform>
        <numerusform>%Ln Leerzeichen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln undecided.</source>
      <translation>
        <numerusform>%Ln unentschieden.</numerusform>
        <numerusform>%Ln unentschieden.</numerusform>
      </translation>
    </message>
    <message>
      <source>Accepted</source>
      <translation>Angenommen</translation>
    </message>
    <message>
      <source>Accepted “{text}”</source>
      <translation>„{text}“ angenommen</translation>
    </message>
    <message>
      <source>Accepted: “{text}” is deleted</source>
      <translation>Angenommen: „{text}“ ist gelöscht</translation>
    </message>
    <message>
      <source>Clarity</source>
      <translation>Klarheit</translation>
    </message>
    <message>
      <source>Coherence</source>
      <translation>Zusammenhang</translation>
    </message>
    <message>
      <source>Dropped: there is another proposal at its place</source>
      <translation>Verworfen: dort steht ein anderer Vorschlag</translation>
    </message>
    <message>
      <source>Dropped: it does not fit the text</source>
      <translation>Verworfen: passt nicht zum Text</translation>
    </message>
    <message>
      <source>Dropped: the text changed before it arrived</source>
      <translation>Verworfen: der Text änderte sich unterwegs</translation>
    </message>
    <message>
      <source>Fluency</source>
      <translation>Sprachrichtigkeit</translation>
    </message>
    <message>
      <source>Frozen: this sentence was going in circles</source>
      <translation>Eingefroren: dieser Satz drehte sich im Kreis</translation>
    </message>
    <message>
      <source>Held back: you rejected this before</source>
      <translation>Zurückgehalten: Sie haben das schon abgelehnt</translation>
    </message>
    <message>
      <source>LaTeX</source>
      <translation>LaTeX</translation>
    </message>
    <message>
      <source>LaTeX with latexdiff's markup</source>
      <translation>LaTeX mit latexdiffs Auszeichnung</translation>
    </message>
    <message>
      <source>LaTeX with tracked changes</source>
      <translation>LaTeX mit nachverfolgten Änderungen</translation>
    </message>
    <message>
      <source>Left undecided</source>
      <translation>Unentschieden geblieben</translation>
    </message>
    <message>
      <source>Markdown</source>
      <translation>Markdown</translation>
    </message>
    <message>
      <source>Markdown with CriticMarkup</source>
      <translation>Markdown mit CriticMarkup</translation>
    </message>
    <message>
      <source>Meaning</source>
      <translation>Bedeutung</translation>
    </message>
    <message>
      <source>OpenDocument text</source>
      <translation>OpenDocument-Text</translation>
    </message>
    <message>
      <source>Other</source>
      <translation>Anderes</translation>
    </message>
    <message>
      <source>Plain text</source>
      <translation>Reiner Text</translation>
    </message>
    <message>
      <source>Plain text with CriticMarkup</source>
      <translation>Reiner Text mit CriticMarkup</translation>
    </message>
    <message>
      <source>Press Revise to get the first proposals.</source>
      <translation>Drücken Sie Überarbeiten für die ersten Vorschläge.</translation>
    </message>
    <message>
      <source>Quarto and R Markdown</source>
      <translation>Quarto und R Markdown</translation>
    </message>
    <message>
      <source>Quarto and R Markdown with CriticMarkup</source>
      <translation>Quarto und R Markdown mit CriticMarkup</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Rejected “{text}”</source>
      <translation>„{text}“ abgelehnt</translation>
    </message>
    <message>
      <source>Rejected: “{text}” stays</source>
      <translation>Abgelehnt: „{text}“ bleibt</translation>
    </message>
    <message>
      <source>Rewritten</source>
      <translation>Umgeschrieben</translation>
    </message>
    <message>
      <source>Rewritten: “{text}”</source>
      <translation>Umgeschrieben: „{text}“</translation>
    </message>
    <message>
      <source>Round {depth}</source>
      <translation>Runde {depth}</translation>
    </message>
    <message>
      <source>Saved</source>
      <translation>Gespeichert</translation>
    </message>
    <message numerus="yes">
      <source>Saved with %Ln undecided tracked changes</source>
      <translation>
        <numerusform>Gespeichert mit %Ln unentschiedener nachverfolgter Änderung</numerusform>
        <numerusform>Gespeichert mit %Ln unentschiedenen nachverfolgten Änderungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Saved without %Ln undecided proposals</source>
      <translation>
        <numerusform>Gespeichert ohne %Ln unentschiedenen Vorschlag</numerusform>
        <numerusform>Gespeichert ohne %Ln unentschiedene Vorschläge</numerusform>
      </translation>
    </message>
    <message>
      <source>Set aside</source>
      <translation>Zurückgelegt</translation>
    </message>
    <message>
      <source>Style</source>
      <translation>Stil</translation>
    </message>
    <message>
      <source>The text was not read to its end.</source>
      <translation>Der Rest des Textes wurde nicht zu Ende gelesen.</translation>
    </message>
    <message>
      <source>Undecided</source>
      <translation>Unentschieden</translation>
    </message>
    <message numerus="yes">
      <source>Written to {path}, with %Ln tracked changes.</source>
      <translation>
        <numerusform>Geschrieben nach {path}, mit %Ln nachverfolgter Änderung.</numerusform>
        <numerusform>Geschrieben nach {path}, mit %Ln nachverfolgten Änderungen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Word document</source>
      <translation>Word-Dokument</translation>
    </message>
    <message>
      <source>You changed this text, so the proposal no longer fits</source>
      <translation>Sie haben diesen Text geändert, darum passt der Vorschlag nicht mehr</translation>
    </message>
    <message>
      <source>You locked this passage</source>
      <translation>Sie haben diese Stelle gesperrt</translation>
    </message>
    <message>
      <source>all decided. The next round starts from your decisions.</source>
      <translation>alles entschieden. Die nächste Runde beginnt mit Ihren Entscheidungen.</translation>
    </message>
    <message>
      <source>cancelled before anything was proposed.</source>
      <translation>abgebrochen, bevor etwas vorgeschlagen war.</translation>
    </message>
    <message>
      <source>cancelled; {found} kept</source>
      <translation>abgebrochen; {found} behalten</translation>
    </message>
    <message>
      <source>co-author</source>
      <translation>Mitautor</translation>
    </message>
    <message>
      <source>embedded</source>
      <translation>eingebaut</translation>
    </message>
    <message>
      <source>it failed; nothing was lost.</source>
      <translation>fehlgeschlagen; nichts ist verloren.</translation>
    </message>
    <message>
      <source>none left to decide. The next round starts from your decisions.</source>
      <translation>nichts mehr zu entscheiden. Die nächste Runde geht von Ihren Entscheidungen aus.</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
    <message>
      <source>nothing is proposed for the passage.</source>
      <translation>für den Abschnitt wird nichts vorgeschlagen.</translation>
    </message>
    <message>
      <source>nothing proposed</source>
      <translation>nichts vorgeschlagen</translation>
    </message>
    <message>
      <source>reading your text</source>
      <translation>liest Ihren Text</translation>
    </message>
    <message>
      <source>what the file's comments say is in the list of remarks.</source>
      <translation>Was die Kommentare der Datei sagen, steht bei den Anmerkungen.</translation>
    </message>
    <message>
      <source>white space</source>
      <translation>Leerraum</translation>
    </message>
    <message>
      <source>{before} becomes {after}</source>
      <translation>{before} wird zu {after}</translation>
    </message>
    <message>
      <source>{count} accepted</source>
      <translation>{count} angenommen</translation>
    </message>
    <message>
      <source>{count} open</source>
      <translation>{count} offen</translation>
    </message>
    <message>
      <source>{count} rejected</source>
      <translation>{count} abgelehnt</translation>
    </message>
    <message>
      <source>{count} rewritten</source>
      <translation>{count} umgeschrieben</translation>
    </message>
    <message>
      <source>{decided} of {all} decided</source>
      <translation>{decided} von {all} entschieden</translation>
    </message>
    <message>
      <source>{decision} · {key} takes it back</source>
      <translation>{decision} · {key} nimmt es zurück</translation>
    </message>
  </context>
  <context>
    <name>SavingController</name>
    <message>
      <source>Save a copy with tracked changes</source>
      <translation>Kopie mit nachverfolgten Änderungen speichern</translation>
    </message>
    <message>
      <source>Save as</source>
      <translation>Speichern unter</translation>
    </message>
  </context>
  <context>
    <name>SearchDialog</name>
    <message numerus="yes">
      <source>%Ln found.</source>
      <translation>
        <numerusform>%Ln gefunden.</numerusform>
        <numerusform>%Ln gefunden.</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Best first</source>
      <translation>&amp;Beste zuerst</translation>
    </message>
    <message>
      <source>&amp;More</source>
      <translation>&amp;Mehr</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
      <source>&amp;This document only</source>
      <translation>Nur &amp;dieses Dokument</translation>
    </message>
    <message>
      <source>Accepted</source>
      <translation>Angenommen</translation>
    </message>
    <message>
      <source>Any decision</source>
      <translation>Jede Entscheidung</translation>
    </message>
    <message>
      <source>Any intent</source>
      <translation>Jede Absicht</translation>
    </message>
    <message>
      <source>Any reviser</source>
      <translation>Jeder Lektor</translation>
    </message>
    <message>
      <source>At any time</source>
      <translation>Irgendwann</translation>
    </message>
    <message>
      <source>Decision</source>
      <translation>Entscheidung</translation>
    </message>
    <message>
      <source>Otherwise, and if very many were found, the newest come first.</source>
      <translation>Sonst, und wo sehr viel gefunden wurde, steht das Neueste zuerst.</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>Überall</translation>
    </message>
    <message>
      <source>In edits</source>
      <translation>In Änderungen</translation>
    </message>
    <message>
      <source>In explanations</source>
      <translation>In Erklärungen</translation>
    </message>
    <message>
      <source>In instructions</source>
      <translation>In Anweisungen</translation>
    </message>
    <message>
      <source>In reasons</source>
      <translation>In Gründen</translation>
    </message>
    <message>
      <source>In texts</source>
      <translation>In Texten</translation>
    </message>
    <message>
      <source>In the last day</source>
      <translation>Am letzten Tag</translation>
    </message>
    <message>
      <source>In the last month</source>
      <translation>Im letzten Monat</translation>
    </message>
    <message>
      <source>In the last week</source>
      <translation>In der letzten Woche</translation>
    </message>
    <message>
      <source>In the last year</source>
      <translation>Im letzten Jahr</translation>
    </message>
    <message>
      <source>In typed text</source>
      <translation>In Getipptem</translation>
    </message>
    <message>
      <source>Intent</source>
      <translation>Absicht</translation>
    </message>
    <message numerus="yes">
      <source>More than %Ln found.</source>
      <translation>
        <numerusform>Mehr als %Ln gefunden.</numerusform>
        <numerusform>Mehr als %Ln gefunden.</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing was found.</source>
      <translation>Nichts gefunden.</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Reviser</source>
      <translation>Lektor</translation>
    </message>
    <message>
      <source>Rewritten</source>
      <translation>Umgeschrieben</translation>
    </message>
    <message>
      <source>Search the history</source>
      <translation>Im Verlauf suchen</translation>
    </message>
    <message>
      <source>Type what you are looking for, or choose above.</source>
      <translation>Tippen Sie, wonach Sie suchen, oder wählen Sie oben.</translation>
    </message>
    <message>
      <source>Undecided</source>
      <translation>Nicht entschieden</translation>
    </message>
    <message>
      <source>What to look for</source>
      <translation>Wonach gesucht wird</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>Words, “a phrase”, or the beginning of a word</source>
      <translation>Wörter, „eine Wendung“ oder der Anfang eines Wortes</translation>
    </message>
    <message>
      <source>{share} % of the history can be searched so far.</source>
      <translation>{share} % des Verlaufs sind bisher durchsuchbar.</translation>
    </message>
  </context>
  <context>
    <name>RequestsDialog</name>
    <message>
      <source> ({cached} from the server's cache)</source>
      <translation> ({cached} aus dem Zwischenspeicher des Servers)</translation>
    </message>
    <message>
      <source>&amp;Received</source>
      <translation>&amp;Empfangen</translation>
    </message>
    <message>
      <source>&amp;Sent</source>
      <translation>&amp;Gesendet</translation>
    </message>
    <message>
      <source>Nothing was sent in this round: it was proposed on this machine.</source>
      <translation>In dieser Runde wurde nichts gesendet: die Vorschläge kamen von diesem Rechner.</translation>
    </message>
    <message>
      <source>Requests</source>
      <translation>Anfragen</translation>
    </message>
    <message>
      <source>What came back</source>
      <translation>Was zurückkam</translation>
    </message>
    <message>
      <source>What was sent</source>
      <translation>Was gesendet wurde</translation>
    </message>
    <message>
      <source>prompt {version}</source>
      <translation>Prompt {version}</translation>
    </message>
    <message>
      <source>{number}. {purpose}: {ended}</source>
      <translation>{number}. {purpose}: {ended}</translation>
    </message>
    <message>
      <source>{seconds} s</source>
      <translation>{seconds} s</translation>
    </message>
    <message>
      <source>{sent} tokens sent, {received} received</source>
      <translation>{sent} Token gesendet, {received} empfangen</translation>
    </message>
  </context>
  <context>
    <name>ServerForm</name>
    <message>
      <source> tokens</source>
      <translation> Token</translation>
    </message>
    <message numerus="yes">
      <source>%Ln models; choose one.</source>
      <translation>
        <numerusform>%Ln Modell; wählen Sie es.</numerusform>
        <numerusform>%Ln Modelle; wählen Sie eines.</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Address</source>
      <translation>&amp;Adresse</translation>
    </message>
    <message>
      <source>&amp;Context</source>
      <translation>&amp;Kontext</translation>
    </message>
    <message>
      <source>&amp;Format</source>
      <translation>&amp;Format</translation>
    </message>
    <message>
      <source>&amp;Key's name</source>
      <translation>&amp;Schlüsselname</translation>
    </message>
    <message>
      <source>&amp;Longest answer</source>
      <translation>&amp;Längste Antwort</translation>
    </message>
    <message>
      <source>&amp;Model</source>
      <translation>&amp;Modell</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Test</source>
      <translation>&amp;Testen</translation>
    </message>
    <message>
      <source>Allow http without encryption to another machine</source>
      <translation>Unverschlüsseltes http zu anderen Rechnern</translation>
    </message>
    <message>
      <source>As&amp;ked for</source>
      <translation>&amp;Gefragt nach</translation>
    </message>
    <message>
      <source>Asking for its models …</source>
      <translation>Fragt nach seinen Modellen …</translation>
    </message>
    <message>
      <source>Ce&amp;rtificates (file)</source>
      <translation>&amp;Zertifikate (Datei)</translation>
    </message>
    <message>
      <source>It lists no models.</source>
      <translation>Er nennt keine Modelle.</translation>
    </message>
    <message>
      <source>K&amp;ey</source>
      <translation>Schl&amp;üssel</translation>
    </message>
    <message>
      <source>Use it for this run only; do not store it</source>
      <translation>Nur für diese Sitzung, nicht im Schlüsselbund</translation>
    </message>
    <message>
      <source>List</source>
      <translation>Auflisten</translation>
    </message>
    <message>
      <source>List the server's models</source>
      <translation>Modelle des Servers auflisten</translation>
    </message>
    <message>
      <source>Looking for the key …</source>
      <translation>Sucht den Schlüssel …</translation>
    </message>
    <message>
      <source>No key is used.</source>
      <translation>Es wird kein Schlüssel benutzt.</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Remove the stored key</source>
      <translation>Den behaltenen Schlüssel entfernen</translation>
    </message>
    <message>
      <source>Requests at &amp;once</source>
      <translation>Anfragen zu&amp;gleich</translation>
    </message>
    <message>
      <source>Small models are better at one sentence at a time.</source>
      <translation>Kleine Modelle kommen mit einem Satz auf einmal besser zurecht.</translation>
    </message>
    <message>
      <source>Testing; a local server may have to load its model first …</source>
      <translation>Testet; ein lokaler Server muss vielleicht erst sein Modell laden …</translation>
    </message>
    <message>
      <source>The name under which the key is stored; empty if the server needs none.</source>
      <translation>Der Name, unter dem der Schlüssel liegt; leer, wo der Server keinen braucht.</translation>
    </message>
    <message>
      <source>What a model may write in one answer, including its thinking.</source>
      <translation>Was ein Modell für eine Antwort schreiben darf, sein Denken eingeschlossen.</translation>
    </message>
    <message>
      <source>a list of edits</source>
      <translation>eine Liste von Änderungen</translation>
    </message>
    <message>
      <source>what the model supports</source>
      <translation>wie das Modell es kann</translation>
    </message>
    <message>
      <source>as the server reports</source>
      <translation>wie der Server sagt</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keiner</translation>
    </message>
    <message>
      <source>paste a key: OK stores it</source>
      <translation>einfügen; OK behält ihn</translation>
    </message>
    <message>
      <source>sentence by sentence</source>
      <translation>Satz für Satz</translation>
    </message>
    <message>
      <source>the system's</source>
      <translation>die des Systems</translation>
    </message>
  </context>
  <context>
    <name>ServersPage</name>
    <message>
      <source>&amp;Add</source>
      <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Find on this machine</source>
      <translation>Auf diesem Rechner &amp;suchen</translation>
    </message>
    <message>
      <source>&amp;Prices and ceilings …</source>
      <translation>&amp;Preise und Obergrenzen …</translation>
    </message>
    <message numerus="yes">
      <source>Added %Ln servers that run here.</source>
      <translation>
        <numerusform>%Ln Server hinzugefügt, der hier läuft.</numerusform>
        <numerusform>%Ln Server hinzugefügt, die hier laufen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Use it for new documents</source>
      <translation>Neue Dokumente damit beginnen</translation>
    </message>
    <message>
      <source>Use the embedded one for new documents</source>
      <translation>Mit dem eingebauten beginnen</translation>
    </message>
    <message>
      <source>Storing the key …</source>
      <translation>Der Schlüssel wird behalten …</translation>
    </message>
    <message>
      <source>Looking on this machine …</source>
      <translation>Sucht auf diesem Rechner …</translation>
    </message>
    <message>
      <source>No other server was found on the usual ports of this machine.</source>
      <translation>Auf diesem Rechner läuft kein weiterer Server, soweit die üblichen Ports es zeigen.</translation>
    </message>
    <message>
      <source>Pro&amp;mpts …</source>
      <translation>Pro&amp;mpts …</translation>
    </message>
    <message>
      <source>Remo&amp;ve</source>
      <translation>Ent&amp;fernen</translation>
    </message>
    <message>
      <source>Removing the key …</source>
      <translation>Der Schlüssel wird entfernt …</translation>
    </message>
    <message>
      <source>Servers</source>
      <translation>Server</translation>
    </message>
    <message>
      <source>These two buttons open files for editing.</source>
      <translation>Diese beiden sind Dateien, die sofort geöffnet und dort geändert werden.</translation>
    </message>
    <message>
      <source>Without a server, the embedded reviser makes the proposals: offline and without a key.

Add a chat model that runs on this machine (Ollama, llama.cpp, LM Studio, vLLM) or a service.</source>
      <translation>Ohne Server schlägt der eingebaute Lektor vor: offline, ohne Schlüssel.

Fügen Sie ein Chatmodell hinzu, das auf diesem Rechner läuft (Ollama, llama.cpp, LM Studio, vLLM), oder einen Dienst.</translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message>
      <source> days</source>
      <translation> Tage</translation>
    </message>
    <message>
      <source> pt</source>
      <translation> pt</translation>
    </message>
    <message numerus="yes">
      <source>%Ln characters</source>
      <translation>
        <numerusform>%Ln Zeichen</numerusform>
        <numerusform>%Ln Zeichen</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;Back the history up</source>
      <translation>Verlauf &amp;sichern</translation>
    </message>
    <message>
      <source>&amp;English</source>
      <translation>&amp;Englisch</translation>
    </message>
    <message>
      <source>&amp;Keep deleted documents for</source>
      <translation>Gelöschtes &amp;behalten</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>&amp;Sprache</translation>
    </message>
    <message>
      <source>&amp;Name on decisions</source>
      <translation>&amp;Name an Entscheidungen</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>&amp;Farben</translation>
    </message>
    <message>
      <source>After a decision</source>
      <translation>Nach einer Entscheidung</translation>
    </message>
    <message>
      <source>Also what the language model is less confident about</source>
      <translation>Auch, wessen sich das Sprachmodell weniger sicher ist</translation>
    </message>
    <message>
      <source>American</source>
      <translation>Amerikanisch</translation>
    </message>
    <message>
      <source>A different language takes effect at the next start.</source>
      <translation>Eine andere Sprache des Fensters gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>As wide as possible</source>
      <translation>So breit wie Platz ist</translation>
    </message>
    <message>
      <source>Australian</source>
      <translation>Australisch</translation>
    </message>
    <message>
      <source>British</source>
      <translation>Britisch</translation>
    </message>
    <message>
      <source>Canadian</source>
      <translation>Kanadisch</translation>
    </message>
    <message>
      <source>Chat models</source>
      <translation>Chatmodelle</translation>
    </message>
    <message>
      <source>Commas after opening phrases</source>
      <translation>Kommas nach Einleitungen</translation>
    </message>
    <message>
      <source>Consistency of the document</source>
      <translation>Einheitlichkeit des Dokuments</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Every day on which something has changed</source>
      <translation>Jeden Tag, wenn sich etwas geändert hat</translation>
    </message>
    <message>
      <source>General</source>
      <translation>Allgemein</translation>
    </message>
    <message>
      <source>Go on to the next proposal</source>
      <translation>Zum nächsten Vorschlag gehen</translation>
    </message>
    <message>
      <source>Grammar and commas, by the language model</source>
      <translation>Grammatik und Kommas, vom Sprachmodell</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>Hoher Kontrast</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Language model</source>
      <translation>Sprachmodell</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Line s&amp;pacing</source>
      <translation>Zeilen&amp;abstand</translation>
    </message>
    <message>
      <source>Lines at &amp;most</source>
      <translation>Zeilen &amp;höchstens</translation>
    </message>
    <message>
      <source>Look</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>OK applies all pages, Cancel changes nothing.</source>
      <translation>OK übernimmt, was auf allen Seiten steht; Abbrechen lässt alles, wie es war.</translation>
    </message>
    <message>
      <source>Pages</source>
      <translation>Seiten</translation>
    </message>
    <message>
      <source>Plain and concise wording</source>
      <translation>Einfache, knappe Wortwahl</translation>
    </message>
    <message>
      <source>Propose</source>
      <translation>Vorschlagen</translation>
    </message>
    <message>
      <source>Reviewing</source>
      <translation>Durchsehen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>For this long it can be restored from the library; then it is deleted permanently.</source>
      <translation>So lange lässt es sich aus der Bibliothek zurückholen; danach ist es endgültig weg.</translation>
    </message>
    <message>
      <source>Spelling and grammar</source>
      <translation>Rechtschreibung und Grammatik</translation>
    </message>
    <message>
      <source>Start the next round automatically</source>
      <translation>Die nächste Runde von selbst beginnen</translation>
    </message>
    <message>
      <source>Text &amp;font</source>
      <translation>&amp;Schrift</translation>
    </message>
    <message>
      <source>Text &amp;size</source>
      <translation>Schrift&amp;größe</translation>
    </message>
    <message>
      <source>Default</source>
      <translation>Übliche</translation>
    </message>
    <message>
      <source>Changes take effect in the next round.</source>
      <translation>Was vorgeschlagen wird, ändert sich mit der nächsten Runde.</translation>
    </message>
    <message>
      <source>When all is decided</source>
      <translation>Wenn alles entschieden ist</translation>
    </message>
    <message>
      <source>For several people who decide on this machine: exports and figures tell them apart.</source>
      <translation>Wo mehrere an diesem Rechner entscheiden; Exporte und Zahlen unterscheiden sie.</translation>
    </message>
    <message>
      <source>{n} %</source>
      <translation>{n} %</translation>
    </message>
    <message>
      <source>Checkpoints</source>
      <translation>Checkpoints</translation>
    </message>
  </context>
  <context>
    <name>SideBySide</name>
    <message>
      <source>After, with pending proposals</source>
      <translation>Nachher, mit dem Offenen</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
  </context>
  <context>
    <name>SidePanel</name>
    <message numerus="yes">
      <source>%Ln remarks</source>
      <translation>
        <numerusform>%Ln Anmerkung</numerusform>
        <numerusform>%Ln Anmerkungen</numerusform>
      </translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Remarks</source>
      <translation>Anmerkungen</translation>
    </message>
    <message>
      <source>Set aside</source>
      <translation>Beiseite</translation>
    </message>
    <message>
      <source>Undecided</source>
      <translation>Offen</translation>
    </message>
    <message>
      <source>Listed proposals</source>
      <translation>Welche in der Liste stehen</translation>
    </message>
  </context>
  <context>
    <name>SpellingMenu</name>
    <message>
      <source>Add “{word}” to your &amp;dictionary</source>
      <translation>„{word}“ ins eigene Wörter&amp;buch aufnehmen</translation>
    </message>
    <message>
      <source>“{word}” &amp;is correct in this document</source>
      <translation>„{word}“ &amp;ist in diesem Dokument richtig</translation>
    </message>
  </context>
  <context>
    <name>StatusRow</name>
    <message>
      <source>Decided</source>
      <translation>Entschieden</translation>
    </message>
    <message>
      <source>Edit text</source>
      <translation>Text bearbeiten</translation>
    </message>
    <message>
      <source>Inline</source>
      <translation>Im Text</translation>
    </message>
    <message>
      <source>Mode</source>
      <translation>Modus</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Durchsehen</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation>Nebeneinander</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Ansicht</translation>
    </message>
  </context>
  <context>
    <name>Steps</name>
    <message numerus="yes">
      <source>accept %Ln edits</source>
      <translation>
        <numerusform>%Ln Änderung annehmen</numerusform>
        <numerusform>%Ln Änderungen annehmen</numerusform>
      </translation>
    </message>
    <message>
      <source>add “{word}” to the words</source>
      <translation>„{word}“ zu den Wörtern</translation>
    </message>
    <message>
      <source>change by another program</source>
      <translation>Änderung von außen</translation>
    </message>
    <message>
      <source>going back</source>
      <translation>Zurückgehen</translation>
    </message>
    <message>
      <source>lock</source>
      <translation>Sperren</translation>
    </message>
    <message numerus="yes">
      <source>reject %Ln edits</source>
      <translation>
        <numerusform>%Ln Änderung ablehnen</numerusform>
        <numerusform>%Ln Änderungen ablehnen</numerusform>
      </translation>
    </message>
    <message>
      <source>reset “{kind}”</source>
      <translation>„{kind}“ zurücksetzen</translation>
    </message>
    <message numerus="yes">
      <source>rewrite %Ln edits</source>
      <translation>
        <numerusform>%Ln Änderung umschreiben</numerusform>
        <numerusform>%Ln Änderungen umschreiben</numerusform>
      </translation>
    </message>
    <message>
      <source>round</source>
      <translation>Runde</translation>
    </message>
    <message>
      <source>silence “{kind}”</source>
      <translation>„{kind}“ stumm</translation>
    </message>
    <message numerus="yes">
      <source>take back %Ln edits</source>
      <translation>
        <numerusform>%Ln Entscheidung zurücknehmen</numerusform>
        <numerusform>%Ln Entscheidungen zurücknehmen</numerusform>
      </translation>
    </message>
    <message>
      <source>taking over</source>
      <translation>Übernehmen</translation>
    </message>
    <message>
      <source>typing</source>
      <translation>Schreiben</translation>
    </message>
    <message>
      <source>unlock</source>
      <translation>Freigeben</translation>
    </message>
  </context>
  <context>
    <name>TabStrip</name>
    <message>
      <source>&amp;Close</source>
      <translation>&amp;Schließen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close the &amp;others</source>
      <translation>Die &amp;anderen schließen</translation>
    </message>
    <message>
      <source>Close {name}</source>
      <translation>{name} schließen</translation>
    </message>
    <message>
      <source>Open documents</source>
      <translation>Offene Dokumente</translation>
    </message>
  </context>
  <context>
    <name>TextView</name>
    <message>
      <source>Text with proposals</source>
      <translation>Text mit Vorschlägen</translation>
    </message>
    <message>
      <source>You are reviewing.</source>
      <translation>Sie prüfen die Vorschläge.</translation>
    </message>
    <message>
      <source>You are typing in the text.</source>
      <translation>Sie schreiben im Text.</translation>
    </message>
    <message>
      <source>You are typing in the text. {key} goes back to reviewing.</source>
      <translation>Sie schreiben im Text. {key} führt zurück zum Durchsehen.</translation>
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Next round</source>
      <translation>Nächste Runde</translation>
    </message>
    <message>
      <source>Next round by {name}</source>
      <translation>Nächste Runde von {name}</translation>
    </message>
    <message>
      <source>Revise</source>
      <translation>Überarbeiten</translation>
    </message>
    <message>
      <source>Options for the next rounds  (Ctrl+I)</source>
      <translation>Wer vorschlägt, und wonach  (Strg+I)</translation>
    </message>
    <message>
      <source>as on disk</source>
      <translation>wie auf der Platte</translation>
    </message>
    <message>
      <source>not saved yet</source>
      <translation>noch nicht gespeichert</translation>
    </message>
  </context>
  <context>
    <name>HistoryTroubleDialog</name>
    <message>
      <source>&amp;Continue with it</source>
      <translation>&amp;Damit weitermachen</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>&amp;Restore the backup</source>
      <translation>Sicherung &amp;wiederherstellen</translation>
    </message>
    <message>
      <source>&amp;Save what can be read</source>
      <translation>&amp;Lesbares retten</translation>
    </message>
    <message>
      <source>&amp;Stop</source>
      <translation>&amp;Anhalten</translation>
    </message>
    <message>
      <source>&amp;Try again</source>
      <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
      <source>Checking the new history …</source>
      <translation>Der neue Verlauf wird geprüft …</translation>
    </message>
    <message>
      <source>Copying the damaged file …</source>
      <translation>Die beschädigte Datei wird kopiert …</translation>
    </message>
    <message>
      <source>It was stopped. The damaged file is unchanged.</source>
      <translation>Es wurde angehalten. Die beschädigte Datei ist, wie sie war.</translation>
    </message>
    <message>
      <source>Reassembling the documents …</source>
      <translation>Die Dokumente werden zusammengesetzt …</translation>
    </message>
    <message>
      <source>Reading what can be read … this may take some minutes.</source>
      <translation>Lesbares wird gelesen … das kann einige Minuten dauern.</translation>
    </message>
    <message>
      <source>Restoring …</source>
      <translation>Wird wiederhergestellt …</translation>
    </message>
    <message>
      <source>The file {path} is damaged. Your own documents are not affected, and the damaged file is never written to. You can replace it with a backup, or save what can still be read.</source>
      <translation>Die Datei {path} ist beschädigt. Ihre eigenen Dokumente betrifft das nicht, und in die beschädigte Datei wird nie geschrieben. Sie können eine Sicherung an ihre Stelle setzen oder retten, was noch lesbar ist.</translation>
    </message>
    <message>
      <source>The history cannot be opened</source>
      <translation>Der Verlauf lässt sich nicht öffnen</translation>
    </message>
    <message>
      <source>What could be read is saved in {path}. {what} Continue with it, or quit and check it first. The damaged file is kept under another name.</source>
      <translation>Was lesbar war, liegt in {path}. {what} Machen Sie damit weiter, oder beenden Sie und sehen Sie es sich erst an. Die beschädigte Datei bleibt unter anderem Namen erhalten.</translation>
    </message>
    <message numerus="yes">
      <source>{done} of %Ln documents</source>
      <translation>
        <numerusform>{done} von %Ln Dokument</numerusform>
        <numerusform>{done} von %Ln Dokumenten</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Views</name>
    <message>
      <source>The text as it would be</source>
      <translation>Der Text, wie er würde</translation>
    </message>
    <message>
      <source>The text before and after, side by side</source>
      <translation>Der Text vorher und nachher, nebeneinander</translation>
    </message>
    <message>
      <source>The text before this round</source>
      <translation>Der Text vor dieser Runde</translation>
    </message>
    <message>
      <source>The text with the proposals in it</source>
      <translation>Der Text mit den Vorschlägen darin</translation>
    </message>
    <message>
      <source>The text with accepted edits</source>
      <translation>Der Text mit dem Angenommenen</translation>
    </message>
  </context>
  <context>
    <name>Welcome</name>
    <message>
      <source>Decide</source>
      <translation>Entscheiden</translation>
    </message>
    <message>
      <source>F8 goes to a proposal. A accepts it, X rejects it, and E lets you write your own. Nothing changes unless you decide so.</source>
      <translation>F8 geht zu einem Vorschlag: A nimmt ihn an, X lehnt ihn ab, mit E schreiben Sie Ihren eigenen. Nichts ändert sich ungefragt.</translation>
    </message>
    <message>
      <source>Start another round</source>
      <translation>Noch eine Runde</translation>
    </message>
    <message>
      <source>Library …</source>
      <translation>Bibliothek …</translation>
    </message>
    <message>
      <source>New document</source>
      <translation>Neues Dokument</translation>
    </message>
    <message>
      <source>Not saved yet   —   {begins} …</source>
      <translation>Noch nicht gespeichert   —   {begins} …</translation>
    </message>
    <message>
      <source>Open a document …</source>
      <translation>Dokument öffnen …</translation>
    </message>
    <message>
      <source>Open a text or Markdown file and press Revise. Proposals appear in your text.</source>
      <translation>Öffnen Sie eine Text- oder Markdown-Datei und drücken Sie Überarbeiten. Vorschläge erscheinen in Ihrem Text.</translation>
    </message>
    <message>
      <source>Open and revise</source>
      <translation>Öffnen und überarbeiten</translation>
    </message>
    <message>
      <source>Recently opened</source>
      <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Revise your text, edit by edit</source>
      <translation>Überarbeiten Sie Ihren Text, Änderung für Änderung</translation>
    </message>
    <message>
      <source>Stop when you are satisfied</source>
      <translation>Aufhören, wenn Sie zufrieden sind</translation>
    </message>
    <message>
      <source>The next round learns from your decisions. What you rejected does not come back.</source>
      <translation>Die nächste Runde lernt aus Ihren Entscheidungen. Was Sie abgelehnt haben, kommt nicht wieder.</translation>
    </message>
    <message>
      <source>The program proposes edits, you decide each one, and the next round builds on your decisions. It works on this computer; nothing is sent anywhere.</source>
      <translation>Das Programm schlägt Änderungen vor, Sie entscheiden über jede, und daraus entsteht die nächste Runde. Es arbeitet auf diesem Rechner; nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
      <source>The program says when the reviser has nothing more to propose. Every step is kept and can be undone.</source>
      <translation>Das Programm sagt, wenn der Lektor nichts mehr vorzuschlagen hat. Jeder Schritt bleibt erhalten und lässt sich rückgängig machen.</translation>
    </message>
    <message>
      <source>Try the sample</source>
      <translation>Beispiel ausprobieren</translation>
    </message>
    <message>
      <source>or drop a text or Markdown file here</source>
      <translation>oder ziehen Sie eine Text- oder Markdown-Datei hierher</translation>
    </message>
  </context>
  <context>
    <name>WindowContext</name>
    <message>
      <source>Untitled</source>
      <translation>Ohne Namen</translation>
    </message>
  </context>
  <context>
    <name>RoundSettingsDialog</name>
    <message>
      <source>&amp;Also ask</source>
      <translation>&amp;Auch fragen</translation>
    </message>
    <message>
      <source>&amp;Instruction</source>
      <translation>&amp;Anweisung</translation>
    </message>
    <message>
      <source>&amp;Judge</source>
      <translation>&amp;Urteil</translation>
    </message>
    <message>
      <source>&amp;Reviser</source>
      <translation>&amp;Lektor</translation>
    </message>
    <message>
      <source>&amp;Strategy</source>
      <translation>&amp;Vorgehen</translation>
    </message>
    <message>
      <source>&amp;Tell the model what the comments in the file ask for</source>
      <translation>Dem Modell &amp;sagen, was die Kommentare in der Datei wünschen</translation>
    </message>
    <message>
      <source>A chat model has to judge here: set one up, or choose another strategy.</source>
      <translation>Hier muss ein Chat-Modell urteilen: Richten Sie eines ein, oder wählen Sie ein anderes Vorgehen.</translation>
    </message>
    <message>
      <source>A source that this text must stay true to, if there is one</source>
      <translation>Ein Text, dem dieser treu bleiben muss, falls es einen gibt</translation>
    </message>
    <message>
      <source>A vote of the revisers</source>
      <translation>Eine Abstimmung der Lektoren</translation>
    </message>
    <message>
      <source>As for new documents ({name})</source>
      <translation>Wie neue Dokumente beginnen ({name})</translation>
    </message>
    <message>
      <source>Ask directly</source>
      <translation>Direkt fragen</translation>
    </message>
    <message>
      <source>British spelling, keep my short sentences</source>
      <translation>Britische Schreibung, meine kurzen Sätze behalten</translation>
    </message>
    <message>
      <source>Embedded: offline, English</source>
      <translation>Eingebaut: offline, Englisch</translation>
    </message>
    <message>
      <source>Errors are pinpointed, corrected and judged again, up to 4 times, and what is better is kept. Costs up to 9 times as much.</source>
      <translation>Fehler werden benannt, berichtigt und neu beurteilt, bis zu 4 Mal, und was besser ist, bleibt: bis zu 9 Mal so viel.</translation>
    </message>
    <message>
      <source>First where and why to change, and how serious it is; then how. Costs about twice as much.</source>
      <translation>Erst wo und warum und wie schwer; dann wie: etwa doppelt so viel.</translation>
    </message>
    <message>
      <source>First where, then how</source>
      <translation>Erst wo, dann wie</translation>
    </message>
    <message>
      <source>From a &amp;file …</source>
      <translation>Aus einer &amp;Datei …</translation>
    </message>
    <message>
      <source>Only these</source>
      <translation>Nur diese</translation>
    </message>
    <message>
      <source>Other revisers that propose too</source>
      <translation>Andere Lektoren, die auch vorschlagen</translation>
    </message>
    <message>
      <source>Other revisers where in doubt, choose one wording</source>
      <translation>Andere Lektoren, wo Zweifel sind, eine Fassung wählen</translation>
    </message>
    <message>
      <source>Pinpoint errors, correct, judge again</source>
      <translation>Fehler benennen, berichtigen, neu urteilen</translation>
    </message>
    <message>
      <source>Propose, criticise, correct</source>
      <translation>Vorschlagen, prüfen, bessern</translation>
    </message>
    <message>
      <source>S&amp;ource</source>
      <translation>&amp;Quelle</translation>
    </message>
    <message>
      <source>Set &amp;up …</source>
      <translation>&amp;Einrichten …</translation>
    </message>
    <message>
      <source>Set up chat models</source>
      <translation>Chatmodelle einrichten</translation>
    </message>
    <message>
      <source>Several candidates, choose one</source>
      <translation>Mehrere Fassungen, eine wählen</translation>
    </message>
    <message>
      <source>Several candidates, of which one is chosen; leaving a sentence unchanged is always one. Costs about 4 times as much.</source>
      <translation>Mehrere Fassungen, eine wird gewählt; der Satz, wie er ist, gehört immer dazu: etwa viermal so viel.</translation>
    </message>
    <message>
      <source>Several revisers propose, and one wording is chosen for each place; leaving it unchanged is always one.</source>
      <translation>Mehrere Lektoren schlagen vor, und für jede Stelle wird eine Fassung gewählt; unverändert zu lassen ist immer eine.</translation>
    </message>
    <message>
      <source>Several revisers, choose one wording</source>
      <translation>Mehrere Lektoren, eine Fassung wählen</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>St&amp;yle sheet</source>
      <translation>&amp;Stilblatt</translation>
    </message>
    <message>
      <source>Stay true to a source</source>
      <translation>Einer Quelle treu bleiben</translation>
    </message>
    <message>
      <source>Staying true to a source needs the source text: paste it, or choose a file.</source>
      <translation>Dafür braucht es die Quelle: fügen Sie sie ein oder nehmen Sie eine Datei.</translation>
    </message>
    <message>
      <source>Stays true to a source text: for translations and summaries.</source>
      <translation>Bleibt einem Quelltext treu: für Übersetzungen und Zusammenfassungen.</translation>
    </message>
    <message>
      <source>Choose a source text</source>
      <translation>Quelltext nehmen</translation>
    </message>
    <message>
      <source>The checkpoint runs on this machine and corrects the errors of each sentence.</source>
      <translation>Der Checkpoint läuft auf diesem Rechner und verbessert die Fehler in jedem Satz.</translation>
    </message>
    <message>
      <source>The checkpoint runs on this machine and is told before each sentence: “{usual}”.</source>
      <translation>Der Checkpoint läuft auf diesem Rechner, und vor jedem Satz wird ihm gesagt: „{usual}“.</translation>
    </message>
    <message>
      <source>The checkpoint runs on this machine and revises each sentence for the chosen intents.</source>
      <translation>Der Checkpoint läuft auf diesem Rechner und überarbeitet jeden Satz für die gewünschten Absichten.</translation>
    </message>
    <message>
      <source>The embedded reviser works offline and takes no instructions. A chat model does: set one up.</source>
      <translation>Der eingebaute Lektor arbeitet offline und nimmt keine Anweisung. Ein Chatmodell schon: richten Sie eines ein.</translation>
    </message>
    <message>
      <source>The language model&apos;s scores: offline</source>
      <translation>Das Sprachmodell mit seinen Werten: offline</translation>
    </message>
    <message>
      <source>The model is asked once for edits of each section.</source>
      <translation>Das Modell wird für jeden Abschnitt einmal gefragt.</translation>
    </message>
    <message>
      <source>The model proposes, criticises its own proposals and corrects them. Costs about 3 times as much.</source>
      <translation>Das Modell schlägt vor, prüft seine Vorschläge und bessert sie: etwa dreimal so viel.</translation>
    </message>
    <message>
      <source>The model that proposes</source>
      <translation>Das Modell, das vorschlägt</translation>
    </message>
    <message>
      <source>The next rounds of this document</source>
      <translation>Die nächsten Runden dieses Dokuments</translation>
    </message>
    <message>
      <source>The reviser proposes; where its proposal is doubted, the other revisers are asked, and one wording is chosen.</source>
      <translation>Der Lektor schlägt vor; wo sein Vorschlag bezweifelt wird, werden die anderen gefragt, und eine Fassung wird gewählt.</translation>
    </message>
    <message>
      <source>Words and rules of this document, one per line</source>
      <translation>Wörter und Regeln dieses Dokuments, je eine Zeile</translation>
    </message>
  </context>
  <context>
    <name>WordCount</name>
    <message numerus="yes">
      <source>%Ln words</source>
      <translation>
        <numerusform>%Ln Wort</numerusform>
        <numerusform>%Ln Wörter</numerusform>
      </translation>
    </message>
    <message>
      <source>Characters, sentences, paragraphs and reading time</source>
      <translation>Zeichen, Sätze, Absätze und Lesezeit</translation>
    </message>
    <message>
      <source>Length: {words}</source>
      <translation>Umfang: {words}</translation>
    </message>
    <message numerus="yes">
      <source>{part} of %Ln words</source>
      <translation>
        <numerusform>{part} von %Ln Wort</numerusform>
        <numerusform>{part} von %Ln Wörtern</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Workspace</name>
    <message numerus="yes">
      <source>%Ln proposals listed.</source>
      <translation>
        <numerusform>%Ln Vorschlag in der Liste.</numerusform>
        <numerusform>%Ln Vorschläge in der Liste.</numerusform>
      </translation>
    </message>
    <message>
      <source>Edit text</source>
      <translation>Text bearbeiten</translation>
    </message>
    <message>
      <source>Letters decide here. {edit} lets you type.</source>
      <translation>Hier entscheiden Buchstaben. Mit {edit} schreiben Sie.</translation>
    </message>
    <message>
      <source>Next proposal</source>
      <translation>Nächster Vorschlag</translation>
    </message>
    <message>
      <source>This view is only for reading: {key} goes to the text.</source>
      <translation>Diese Ansicht ist nur zum Lesen: {key} geht zum Text.</translation>
    </message>
    <message>
      <source>You are reading round {depth}; it cannot be changed.</source>
      <translation>Sie lesen Runde {depth}; sie lässt sich nicht ändern.</translation>
    </message>
    <message>
      <source>{review} goes to the next proposal: then letters decide. {edit} lets you type.</source>
      <translation>{review} geht zum nächsten Vorschlag: dann entscheiden Buchstaben. Mit {edit} können Sie schreiben.</translation>
    </message>
  </context>
  <context>
    <name>CheckpointDialog</name>
    <message>
      <source>&amp;Add</source>
      <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Checkpoint</source>
      <translation>&amp;Checkpoint</translation>
    </message>
    <message>
      <source>&amp;Folder …</source>
      <translation>&amp;Ordner …</translation>
    </message>
    <message>
      <source>&amp;Instruction</source>
      <translation>Anwe&amp;isung</translation>
    </message>
    <message>
      <source>&amp;Kind</source>
      <translation>A&amp;rt</translation>
    </message>
    <message>
      <source>&amp;Look</source>
      <translation>&amp;Nachsehen</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>Na&amp;me</translation>
    </message>
    <message>
      <source>A checkpoint's folder</source>
      <translation>Der Ordner eines Checkpoints</translation>
    </message>
    <message>
      <source>Add a checkpoint</source>
      <translation>Checkpoint hinzufügen</translation>
    </message>
    <message>
      <source>Another program is fetching one; waiting …</source>
      <translation>Ein anderes Programm holt gerade einen; warten …</translation>
    </message>
    <message>
      <source>Cl&amp;ose</source>
      <translation>&amp;Schließen</translation>
    </message>
    <message>
      <source>Cance&amp;l</source>
      <translation>&amp;Abbrechen</translation>
    </message>
    <message>
      <source>Cancelled. What has come is kept, and the next time goes on from there.</source>
      <translation>Abgebrochen. Was gekommen ist, bleibt, und das nächste Mal geht es von dort weiter.</translation>
    </message>
    <message>
      <source>Checking …</source>
      <translation>Wird geprüft …</translation>
    </message>
    <message>
      <source>Classifier, if any</source>
      <translation>Klassifikator, falls es einen gibt</translation>
    </message>
    <message>
      <source>Fol&amp;der …</source>
      <translation>Or&amp;dner …</translation>
    </message>
    <message>
      <source>Fetching: {done} of {all} …</source>
      <translation>Wird geholt: {done} von {all} …</translation>
    </message>
    <message>
      <source>Generator</source>
      <translation>Generator</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Looking …</source>
      <translation>Es wird nachgesehen …</translation>
    </message>
    <message>
      <source>Name it as the model hub does, such as grammarly/coedit-large, or choose a folder that holds one.</source>
      <translation>Nennen Sie ihn wie der Modell-Hub, etwa grammarly/coedit-large, oder wählen Sie einen Ordner, in dem einer liegt.</translation>
    </message>
    <message>
      <source>OWNER/NAME, or a folder</source>
      <translation>BESITZER/NAME oder ein Ordner</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Read its &amp;pickled weights (by a reader that runs no code)</source>
      <translation>Seine Gewichte als &amp;Pickle lesen (so, dass kein Code läuft)</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>{memory} of memory in a round</source>
      <translation>{memory} Arbeitsspeicher in einer Runde</translation>
    </message>
    <message>
      <source>{size} to fetch, {memory} of memory in a round</source>
      <translation>{size} zu holen, {memory} Arbeitsspeicher in einer Runde</translation>
    </message>
    <message>
      <source>L&amp;east probability of an error</source>
      <translation>Kleinste &amp;Wahrscheinlichkeit eines Fehlers</translation>
    </message>
    <message>
      <source>Added to &amp;that of keeping a word</source>
      <translation>Zuschlag da&amp;für, ein Wort zu behalten</translation>
    </message>
  </context>
  <context>
    <name>Checkpoints</name>
    <message>
      <source>Detector of spans, and a generator (DElIteraTeR)</source>
      <translation>Detektor von Stellen und ein Generator (DElIteraTeR)</translation>
    </message>
    <message>
      <source>PEGASUS or BART with intent tags (IteraTeR)</source>
      <translation>PEGASUS oder BART mit Absichten als Marken (IteraTeR)</translation>
    </message>
    <message>
      <source>T5 editor by instruction (CoEdIT)</source>
      <translation>T5, das nach Anweisung ändert (CoEdIT)</translation>
    </message>
    <message>
      <source>Tagger of edits (GECToR)</source>
      <translation>Tagger von Änderungen (GECToR)</translation>
    </message>
    <message>
      <source>none named: see where it comes from before you share what it proposed</source>
      <translation>keine genannt: Sehen Sie nach, woher er kommt, bevor Sie weitergeben, was er vorschlug</translation>
    </message>
    <message>
      <source>{license}: no commercial use</source>
      <translation>{license}: keine gewerbliche Nutzung</translation>
    </message>
  </context>
  <context>
    <name>CheckpointsPage</name>
    <message>
      <source>&amp;Add …</source>
      <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>Actions on this page take effect at once.</source>
      <translation>Was auf dieser Seite geschieht, gilt sofort.</translation>
    </message>
    <message>
      <source>Checkpoints</source>
      <translation>Checkpoints</translation>
    </message>
    <message>
      <source>Fetched from</source>
      <translation>Geholt von</translation>
    </message>
    <message>
      <source>It is only forgotten here: your folder and its files stay.</source>
      <translation>Er wird hier nur vergessen: Ihr Ordner und seine Dateien bleiben.</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Models that papers on revision were published with can propose edits on this machine; your text is not sent anywhere. They need torch and transformers (pip install 'reviser[models]').</source>
      <translation>Modelle, die mit Arbeiten über das Überarbeiten veröffentlicht wurden, können auf diesem Rechner Änderungen vorschlagen; Ihr Text wird nirgendwohin geschickt. Sie brauchen torch und transformers (pip install 'reviser[models]').</translation>
    </message>
    <message>
      <source>No checkpoint is added yet. Name one as the model hub does, such as grammarly/coedit-large, or a folder that holds one.</source>
      <translation>Noch ist kein Checkpoint da. Nennen Sie einen wie der Modell-Hub, etwa grammarly/coedit-large, oder einen Ordner, in dem einer liegt.</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>Remove a checkpoint</source>
      <translation>Checkpoint entfernen</translation>
    </message>
    <message>
      <source>Remove it</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove the checkpoint {name}?</source>
      <translation>Den Checkpoint {name} entfernen?</translation>
    </message>
    <message>
      <source>Removed {name}. Its folder stays: {folder}</source>
      <translation>{name} ist entfernt. Sein Ordner bleibt: {folder}</translation>
    </message>
    <message>
      <source>Removed {name}: {size} freed.</source>
      <translation>{name} ist entfernt: {size} sind frei geworden.</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Stand</translation>
    </message>
    <message>
      <source>What was fetched for it is deleted, and can be fetched again.</source>
      <translation>Was für ihn geholt wurde, wird gelöscht und kann wieder geholt werden.</translation>
    </message>
    <message>
      <source>takes {size} of memory in a round</source>
      <translation>braucht in einer Runde {size} Arbeitsspeicher</translation>
    </message>
    <message>
      <source>{name} is added: it stands in the list of revisers of each document.</source>
      <translation>{name} ist hinzugefügt: Er steht bei jedem Dokument in der Liste der Lektoren.</translation>
    </message>
    <message>
      <source>{role}: {path}</source>
      <translation>{role}: {path}</translation>
    </message>
    <message>
      <source>{name} (not added)</source>
      <translation>{name} (nicht hinzugefügt)</translation>
    </message>
    <message>
      <source>{done} of {all} fetched; adding it again goes on from there</source>
      <translation>{done} von {all} geholt; noch einmal hinzufügen macht dort weiter</translation>
    </message>
  </context>
</TS>
