# What this project uses of pylatexenc: the nodes of a source with their places in code points, and what symbols print.
