"""LibreOffice without a window, where it is installed: files converted, and their tracked changes accepted or rejected
by its own command, which a Basic macro in a profile of the test's own asks for."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_AT_ONCE = 40  # files that one run of the program is given
_LIMIT_S = 120  # for one run

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(verdict As String, folder As String, files As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  Dim save(0) As New com.sun.star.beans.PropertyValue
  Dim none()
  load(0).Name = "Hidden"
  load(0).Value = True
  save(0).Name = "FilterName"
  save(0).Value = "writer8"
  For Each name In Split(files, "|")
    doc = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/" &amp; name), "_blank", 0, load())
    helper = createUnoService("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(doc.CurrentController.Frame, ".uno:" &amp; verdict &amp; "AllTrackedChanges", "", 0, none())
    doc.storeToURL(ConvertToURL(folder &amp; "/" &amp; verdict &amp; "/" &amp; name), save())
    doc.close(True)
  Next
  StarDesktop.terminate()
End Sub

Sub Revise(folder As String, files As String)
  Dim load(0) As New com.sun.star.beans.PropertyValue
  Dim save(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden"
  load(0).Value = True
  save(0).Name = "FilterName"
  For Each name In Split(files, "|")
    doc = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/" &amp; name), "_blank", 0, load())
    doc.RecordChanges = False
    Store(doc, folder &amp; "/plain/" &amp; name, save())
    doc.RecordChanges = True
    place = doc.Text.createTextCursor()
    number = 0
    Do
      place.gotoStartOfParagraph(False)
      Select Case number Mod 8
        Case 0
          doc.Text.insertString(place, "New words ", False)
        Case 1
          place.gotoEndOfWord(True)
          place.setString("")
        Case 2
          place.gotoNextWord(False)
          place.gotoEndOfWord(True)
          If Len(place.String) &gt; 0 Then doc.Text.insertString(place, "replaced", True)
        Case 3
          place.gotoNextWord(False)
          doc.Text.insertControlCharacter(place, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
        Case 4
          place.gotoEndOfWord(True)
          place.CharWeight = com.sun.star.awt.FontWeight.BOLD
        Case 5
          place.gotoEndOfParagraph(False)
          If place.goRight(1, True) Then place.setString("")
        Case 6
          place.gotoEndOfParagraph(False)
          doc.Text.insertString(place, " the end." &amp; Chr(13) &amp; "A new paragraph", False)
        Case 7
          place.gotoEndOfParagraph(True)
          place.setString("")
      End Select
      number = number + 1
      place.collapseToEnd()
    Loop While place.gotoNextParagraph(False) And number &lt; 60
    Store(doc, folder &amp; "/revised/" &amp; name, save())
    doc.close(True)
  Next
  StarDesktop.terminate()
End Sub

Sub Store(doc, path As String, save)
  save(0).Value = "writer8"
  doc.storeToURL(ConvertToURL(path &amp; ".odt"), save)
  save(0).Value = "MS Word 2007 XML"
  doc.storeToURL(ConvertToURL(path &amp; ".docx"), save)
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>
"""


class Office:
    """One profile in `folder`, which the files are in too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run("--terminate_after_init")  # makes the profile
        basic = folder / "profile" / "user" / "basic"
        (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "Standard" / "Module1.xba").write_text(_MACRO, encoding="utf-8")
        (basic / "Standard" / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (basic / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")

    def _run(self, *arguments: str) -> None:
        assert OFFICE is not None
        profile = f"-env:UserInstallation=file://{self._folder}/profile"
        command = [OFFICE, "--headless", profile, *arguments]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            try:
                process.wait(_LIMIT_S)
            finally:
                if process.poll() is None:  # what it started goes too
                    os.killpg(process.pid, signal.SIGKILL)

    def convert(self, files: Sequence[Path], to: Path) -> None:
        """The documents as OpenDocument texts, in the folder `to`."""
        for first in range(0, len(files), _AT_ONCE):
            some = map(str, files[first : first + _AT_ONCE])
            self._run("--convert-to", "odt", "--outdir", str(to), *some)

    def revise(self, names: Sequence[str]) -> None:
        """Change the files of these names as a co-author does, tracked: words and paragraphs come, go and are joined,
        words become bold. As .odt and .docx they lie in the folder `revised`, and as they were in `plain`."""
        some = "|".join(names)
        self._run(f'macro:///Standard.Module1.Revise("{self._folder}","{some}")')

    def settle(self, verdict: str, names: Sequence[str]) -> Path:
        """The files of these names after all that is tracked was accepted ("Accept") or rejected ("Reject"); the folder
        that they lie in."""
        made = self._folder / verdict
        made.mkdir(exist_ok=True)
        for first in range(0, len(names), _AT_ONCE):
            some = "|".join(names[first : first + _AT_ONCE])
            self._run(f'macro:///Standard.Module1.Settle("{verdict}","{self._folder}","{some}")')
        return made
