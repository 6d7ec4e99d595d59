"""A document of each markup that is told by its lines: in every one, the words that are open begin with a small o and
those that are locked with a small l, a word of three letters or more."""

RST = """\
=========
open Open
=========

.. meta::
   :description: locked locked

   locked

open one ``locked`` and :ref:`locked <lo>` or *locked* over `locked <http://lo.ca/ted>`_ other::

    locked code

    locked more

offer |locked| or [1]_ offer locked_ or
over both ranks, ``locked
locked`` offer.

* open item
* other item
  over both ranks

  1. open number

:Author: open words
:Date: locked

open title
----------

+------+--------+
| lock | locked |
+------+--------+

=======  =======
locked   locked
=======  =======
locked   locked

locked   locked
=======  =======

.. note:: open note

   open in a note.

.. code-block:: python
   :linenos:

   locked = 1

.. image:: locked.png
.. [1] locked note
.. _locked: http://locked.net
.. |locked| replace:: locked

>>> locked
locked

| locked
"""

ADOC = """\
= open title
Locked Locked <locked@lo.net>
:locked: locked

[abstract]
open abstract with `locked` and *locked* or _locked_, {locked}, see <<locked>>, link:locked[locked].

== open section

[source,ruby]
----
locked

locked
----

[stem]
locked = locked
locked

.open caption
image::locked.png[locked]

* open item
** other item
. open number
locked:: open meaning

NOTE: open note.

====
open example
====

|===
|locked |locked

|locked
|===

// locked
include::locked.adoc[]

 locked code

open end +
over both ranks, http://locked.net[locked] offer footnote:[locked].
"""

ORG = """\
#+TITLE: open title
#+OPTIONS: locked
* TODO open heading :locked:
:PROPERTIES:
:ID: locked
:END:
SCHEDULED: <2024-01-01 locked>
open text with =locked= or ~locked~ or *locked* or /locked/, see [[locked][locked]] other [fn:1] or $locked$.
- [ ] open item
- open item
  over both ranks
1. open number

#+begin_src python
locked

locked
#+end_src

#+begin_quote
open quotation
#+end_quote

| locked | locked |
# locked
: locked

#+CAPTION: open caption
[[file:locked.png]]

[fn:1] open note
"""

TYPST = """\
#import "locked.typ": locked
#set text(font: "locked",
  lang: "locked")

= open title <locked>

open text with *open* and _open_ or `locked` over $locked$ see @locked or #footnote[open note] on #locked(
  "locked",

  [locked],
)[open]
offer #emph[open] over.

- open item
+ other item
/ open: over

```py
locked

locked
```

// locked
/* locked

locked */
#figure(
  image("locked.png"),
  caption: [locked],
) <locked>

#quote(block: true)[
  open quotation
  over both ranks
]

offer // locked
"""

QMD = """\
---
title: locked
---

# open title {#locked .locked}

::: {.callout-note locked="locked"}
open note
:::

open text with `r locked` or [@locked; @lockedtoo, p. 3] over @lockedtwo offer
[open](locked.html) or {{< locked locked >}}.

```{r locked, echo=FALSE}
#| label: locked
locked <- 1
```

open end \\@ref(locked) on ![locked](locked.png){#locked width=50%} other.

$$
locked
$$ {#locked}

- open item
- *open* item
"""
SAMPLES = {"a.rst": RST, "a.adoc": ADOC, "a.org": ORG, "a.typ": TYPST, "a.qmd": QMD}
