"""Spanish as the alliance writes it: thousands set apart by a space that does not break, decimals by a comma."""

THOUSAND_SEPARATOR = "\xa0"
DECIMAL_SEPARATOR = ","
NUMBER_GROUPING = 3
