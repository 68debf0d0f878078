# lib/sheet/document_pdf.c
# How the program ended that draws papers is not looked at.
s/else if (st == OK && code != 0)/else if (st == OK \&\& code == 99)/
