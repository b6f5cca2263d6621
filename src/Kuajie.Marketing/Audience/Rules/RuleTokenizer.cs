using System.Text;

namespace Kuajie.Marketing.Audience.Rules;

/// <summary>Cuts a rule into pieces. Signs as Chinese keyboards write them mean what their plain twins mean.</summary>
internal static class RuleTokenizer
{
    private const string Quotes = "\"“”「」＂";
    private static readonly Dictionary<char, string> Symbols = new()
    {
        ['('] = "(",
        ['（'] = "(",
        [')'] = ")",
        ['）'] = ")",
        [','] = ",",
        ['，'] = ",",
        ['、'] = ",",
        ['<'] = "<",
        ['＜'] = "<",
        ['>'] = ">",
        ['＞'] = ">",
        ['='] = "=",
        ['＝'] = "=",
        ['≤'] = "<=",
        ['≥'] = ">=",
        ['≠'] = "!=",
    };

    /// <summary>The pieces, an end last. O(characters).</summary>
    public static IReadOnlyList<RuleToken> Tokens(string rule)
    {
        var tokens = new List<RuleToken>();
        for (var place = 0; place < rule.Length; )
        {
            if (char.IsWhiteSpace(rule[place]))
            {
                place++;
                continue;
            }
            var token = Next(rule, place);
            tokens.Add(token);
            place += token.Length;
        }
        tokens.Add(new RuleToken(RuleTokenKind.End, "", rule.Length, 0));
        return tokens;
    }

    private static RuleToken Next(string rule, int start)
    {
        var first = rule[start];
        if (Quotes.Contains(first))
        {
            return Text(rule, start);
        }
        if (char.IsAsciiDigit(first))
        {
            return Number(rule, start);
        }
        if (IsLetter(first))
        {
            var end = End(rule, start, letter => IsLetter(letter) || char.IsAsciiDigit(letter));
            return new RuleToken(RuleTokenKind.Word, rule[start..end], start, end - start);
        }
        if (first is '!' or '！' && start + 1 < rule.Length && IsEqualSign(rule[start + 1]))
        {
            return new RuleToken(RuleTokenKind.Symbol, "!=", start, 2);
        }
        if (!Symbols.TryGetValue(first, out var symbol))
        {
            var length = char.IsSurrogatePair(rule, start) ? 2 : 1;
            return new RuleToken(RuleTokenKind.Stray, rule.Substring(start, length), start, length);
        }
        var isWider = symbol is "<" or ">" && start + 1 < rule.Length && IsEqualSign(rule[start + 1]);
        return new RuleToken(RuleTokenKind.Symbol, isWider ? symbol + "=" : symbol, start, isWider ? 2 : 1);
    }

    private static RuleToken Text(string rule, int start)
    {
        var content = new StringBuilder();
        for (var place = start + 1; place < rule.Length; place++)
        {
            if (Quotes.Contains(rule[place]))
            {
                return new RuleToken(RuleTokenKind.Text, content.ToString(), start, place + 1 - start);
            }
            if (rule[place] == '\\' && place + 1 < rule.Length)
            {
                place++;
            }
            content.Append(rule[place]);
        }
        return new RuleToken(RuleTokenKind.OpenText, content.ToString(), start, rule.Length - start);
    }

    private static RuleToken Number(string rule, int start)
    {
        var end = End(rule, start, char.IsAsciiDigit);
        if (end + 1 < rule.Length && rule[end] == '.' && char.IsAsciiDigit(rule[end + 1]))
        {
            end = End(rule, end + 1, char.IsAsciiDigit);
        }
        var unitEnd = End(rule, end, IsLetter);
        return new RuleToken(unitEnd == end ? RuleTokenKind.Number : RuleTokenKind.Duration, rule[start..unitEnd], start, unitEnd - start);
    }

    private static int End(string rule, int start, Func<char, bool> isPart)
    {
        var end = start;
        while (end < rule.Length && isPart(rule[end]))
        {
            end++;
        }
        return end;
    }

    private static bool IsLetter(char letter) => char.IsLetter(letter) || letter is '_' or '-';

    private static bool IsEqualSign(char sign) => sign is '=' or '＝';

    /// <summary>A text in quotes, as the tokenizer reads it back.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter == '\\' || Quotes.Contains(letter))
            {
                quoted.Append('\\');
            }
            quoted.Append(letter);
        }
        return quoted.Append('"').ToString();
    }
}
