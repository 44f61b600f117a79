"""Who a source is: names, roles and what pronouns and descriptions stand for; and what kind of source that makes."""
