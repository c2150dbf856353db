//! English function words: the closed classes (articles, prepositions, pronouns, conjunctions, auxiliaries), and the
//! few adverbs and verbs of speaking that carry no more of a story than those do.

/// Is this folded word (see [`plain`](super::fold::plain)) a function word?
pub fn is_function_word(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok()
}

/// Sorted.
const WORDS: &[&str] = &[
    "a", "about", "above", "across", "after", "again", "against", "all", "also", "am", "among", "an", "and", "any",
    "are", "as", "at", "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can",
    "could", "d", "did", "do", "does", "doing", "done", "down", "during", "each", "few", "for", "from", "had", "has",
    "have", "having", "he", "her", "here", "hers", "herself", "him", "himself", "his", "how", "i", "if", "in",
    "into", "is", "it", "its", "itself", "just", "less", "ll", "m", "many", "may", "me", "might", "mine", "more",
    "most", "much", "must", "my", "neither", "no", "nor", "not", "now", "o", "of", "off", "on", "once", "only",
    "onto", "or", "other", "our", "ours", "out", "over", "own", "re", "s", "said", "same", "say", "says", "shall",
    "she", "should", "since", "so", "some", "such", "t", "than", "that", "the", "their", "theirs", "them",
    "themselves", "then", "there", "these", "they", "this", "those", "though", "through", "to", "told", "too",
    "toward", "towards", "under", "until", "up", "upon", "us", "ve", "very", "was", "we", "were", "what", "when",
    "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would",
    "y", "yet", "you", "your", "yours",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_has_no_twins() {
        assert!(WORDS.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
