namespace Kuajie.Algorithms.Text;

/// <summary>Puts shared words back together: pairs of characters that follow each other in a text are one phrase.</summary>
public static class SharedPhrases
{
    /// <summary>The phrases of a text that consist of given words, those that weigh most first, none inside another.</summary>
    /// <param name="text">A text that holds the words.</param>
    /// <param name="amounts">Weight of each word.</param>
    /// <param name="most">Most phrases to return.</param>
    public static IReadOnlyList<string> Of(string text, IReadOnlyDictionary<string, float> amounts, int most)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var phrases = new Dictionary<string, float>(StringComparer.Ordinal);
        var (phrase, amount) = ("", 0f);
        foreach (var token in TextSegmenter.Segment(text))
        {
            if (!amounts.TryGetValue(token.Text, out var own))
            {
                Close(phrases, ref phrase, ref amount);
                continue;
            }
            if (!token.IsContinuation || phrase.Length == 0)
            {
                Close(phrases, ref phrase, ref amount);
                (phrase, amount) = (token.Text, own);
                continue;
            }
            // The pair's first character is already there; what follows it is one character, of one or two code units.
            phrase += token.Text[^1..] is var last && char.IsLowSurrogate(last[0]) ? token.Text[^2..] : last;
            amount += own;
        }
        Close(phrases, ref phrase, ref amount);
        var ordered = phrases.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);
        var kept = new List<string>();
        foreach (var (candidate, _) in ordered)
        {
            if (kept.Count < most && !kept.Any(known => known.Contains(candidate, StringComparison.Ordinal)))
            {
                kept.Add(candidate);
            }
        }
        return kept;
    }

    private static void Close(Dictionary<string, float> phrases, ref string phrase, ref float amount)
    {
        if (phrase.Length > 0)
        {
            phrases[phrase] = Math.Max(amount, phrases.GetValueOrDefault(phrase));
        }
        (phrase, amount) = ("", 0);
    }
}
