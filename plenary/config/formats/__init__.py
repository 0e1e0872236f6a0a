"""How dates stand in sentences, where Django's own way of a language is not ours."""
