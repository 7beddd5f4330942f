package org.mailtally.gviz.query;

/** What parentheses may hold: a value or a condition. Which of the two shows only behind the opening one. */
sealed interface Node permits Expression, Condition {}
