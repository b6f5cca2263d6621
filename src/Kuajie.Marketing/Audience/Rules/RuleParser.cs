using System.Globalization;

namespace Kuajie.Marketing.Audience.Rules;

/// <summary>
/// Reads a rule from its pieces by recursive descent. What was looked for in vain at the present place is remembered: it is what an error says was expected, and what a completion offers.
/// </summary>
internal sealed class RuleParser(IReadOnlyList<RuleToken> tokens)
{
    public const int MostDepth = 32;
    private static readonly string[] Signs = ["<", "<=", ">", ">=", "=", "!="];
    private readonly List<RuleExpectation> expected = [];
    private readonly List<RuleFault> faults = [];
    private int place;
    private int depth;

    /// <summary>What may stand where the reading ended.</summary>
    public IReadOnlyList<RuleExpectation> Expected => expected;

    /// <summary>The piece at which the reading ended.</summary>
    public RuleToken Here => tokens[place];

    public IReadOnlyList<RuleFault> Faults => faults;

    /// <summary>The whole rule; null where there is a fault.</summary>
    public RuleNode? Read()
    {
        var rule = Or();
        if (rule is null)
        {
            return null;
        }
        expected.Add(new RuleExpectation(RuleExpected.End));
        return Here.Kind == RuleTokenKind.End ? rule : Unexpected();
    }

    private RuleNode? Or()
    {
        var left = And();
        while (left is not null && TryWord("or"))
        {
            left = And() is { } right ? new OrNode(left, right) : null;
        }
        return left;
    }

    private RuleNode? And()
    {
        var left = Not();
        while (left is not null && TryWord("and"))
        {
            left = Not() is { } right ? new AndNode(left, right) : null;
        }
        return left;
    }

    private RuleNode? Not()
    {
        var start = Here;
        if (TryWord("not"))
        {
            return Deeper(start, () => Not() is { } part ? new NotNode(part) : null);
        }
        if (TrySymbol("("))
        {
            return Deeper(start, () => Or() is { } inner && NeedSymbol(")") ? inner : null);
        }
        return Condition();
    }

    private RuleNode? Deeper(RuleToken start, Func<RuleNode?> read)
    {
        if (depth == MostDepth)
        {
            faults.Add(RuleFault.Of("RuleTooDeep", start, MostDepth));
            return null;
        }
        depth++;
        var node = read();
        depth--;
        return node;
    }

    private RuleNode? Condition()
    {
        expected.Add(new RuleExpectation(RuleExpected.Field));
        if (TryWord("took", RuleExpected.Took))
        {
            return Took();
        }
        if (Here.Kind != RuleTokenKind.Word || RuleField.Named(Here.Text) is not { } field)
        {
            return Unexpected();
        }
        Take();
        return Call(field) is { } call ? Comparison(call) : null;
    }

    private TookNode? Took()
    {
        if (!NeedSymbol("(") || Text(RuleExpected.Item) is not { } item)
        {
            return null;
        }
        DurationValue? within = null;
        if (TrySymbol(","))
        {
            within = NeedWord("within") ? Duration() : null;
            if (within is null)
            {
                return null;
            }
        }
        return NeedSymbol(")") ? new TookNode(item, within) : null;
    }

    private FieldCall? Call(RuleField field)
    {
        if (field.Argument == RuleArgument.None)
        {
            return new FieldCall(field, "");
        }
        if (!NeedSymbol("("))
        {
            return null;
        }
        var argument = field.Argument switch
        {
            RuleArgument.Tag => Text(RuleExpected.Tag),
            RuleArgument.Category => Text(RuleExpected.Category),
            RuleArgument.Format => Text(RuleExpected.Format),
            RuleArgument.Hour => Hour(),
            _ => OneOf(ProfileBuilder.WeekdayNames),
        };
        return argument is not null && NeedSymbol(")") ? new FieldCall(field, argument) : null;
    }

    private RuleNode? Comparison(FieldCall call)
    {
        if (call.Field.Words is { } words)
        {
            if (TryWord("in"))
            {
                return Member(call, words);
            }
            return Sign(["=", "!="]) is { } equality && OneOf(words) is { } word
                ? new CompareNode(call, equality, new WordValue(word))
                : null;
        }
        return Sign(Signs) is { } sign && Value(call.Field.Kind) is { } value ? new CompareNode(call, sign, value) : null;
    }

    private MemberNode? Member(FieldCall call, IReadOnlyList<string> words)
    {
        if (!NeedSymbol("("))
        {
            return null;
        }
        var chosen = new List<string>();
        do
        {
            if (OneOf(words) is not { } word)
            {
                return null;
            }
            chosen.Add(word);
        } while (TrySymbol(","));
        return NeedSymbol(")") ? new MemberNode(call, chosen) : null;
    }

    private string? Sign(IReadOnlyList<string> signs)
    {
        expected.AddRange(signs.Select(sign => new RuleExpectation(RuleExpected.Sign, sign)));
        if (Here.Kind == RuleTokenKind.Symbol && signs.Contains(Here.Text))
        {
            return Take().Text;
        }
        Unexpected();
        return null;
    }

    private RuleValue? Value(RuleFieldKind kind) =>
        kind switch
        {
            RuleFieldKind.Duration => Duration(),
            RuleFieldKind.Money => Money(),
            RuleFieldKind.Share => Share(),
            _ => Number(RuleExpected.Number) is { } number ? new NumberValue(number) : null,
        };

    private NumberValue? Share()
    {
        var token = Here;
        if (Number(RuleExpected.Share) is not { } share)
        {
            return null;
        }
        if (share > 1)
        {
            faults.Add(RuleFault.Of("RuleShare", token, token.Text));
        }
        return new NumberValue(share);
    }

    private MoneyValue? Money()
    {
        if (Number(RuleExpected.Amount) is not { } amount)
        {
            return null;
        }
        expected.Add(new RuleExpectation(RuleExpected.Currency));
        if (Here.Kind == RuleTokenKind.Word && Here.Text.Length == 3 && Here.Text.All(char.IsAsciiLetter))
        {
            return new MoneyValue(amount, Take().Text.ToUpperInvariant());
        }
        Unexpected();
        return null;
    }

    private DurationValue? Duration()
    {
        expected.Add(new RuleExpectation(RuleExpected.Duration));
        if (Here.Kind != RuleTokenKind.Duration)
        {
            Unexpected();
            return null;
        }
        var token = Take();
        if (
            DurationValue.Units.Contains(token.Text[^1])
            && int.TryParse(token.Text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            && amount <= DurationValue.MostAmount
        )
        {
            return new DurationValue(amount, token.Text[^1]);
        }
        faults.Add(RuleFault.Of("RuleDuration", token, token.Text));
        return new DurationValue(0, 'd');
    }

    private string? Hour()
    {
        var token = Here;
        if (Number(RuleExpected.Hour) is not { } hour)
        {
            return null;
        }
        if (hour != decimal.Truncate(hour) || hour > 23)
        {
            faults.Add(RuleFault.Of("RuleHour", token, token.Text));
            return "0";
        }
        return ((int)hour).ToString(CultureInfo.InvariantCulture);
    }

    private decimal? Number(RuleExpected kind)
    {
        expected.Add(new RuleExpectation(kind));
        if (
            Here.Kind == RuleTokenKind.Number
            && Here.Text.Length <= 20
            && decimal.TryParse(Here.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        )
        {
            Take();
            return number;
        }
        Unexpected();
        return null;
    }

    private string? Text(RuleExpected kind)
    {
        expected.Add(new RuleExpectation(kind));
        if (Here.Kind != RuleTokenKind.Text)
        {
            Unexpected();
            return null;
        }
        var token = Take();
        if (string.IsNullOrWhiteSpace(token.Text))
        {
            faults.Add(RuleFault.Of("RuleEmptyText", token));
        }
        return token.Text;
    }

    private string? OneOf(IReadOnlyList<string> words)
    {
        expected.AddRange(words.Select(word => new RuleExpectation(RuleExpected.Word, word)));
        var here = Here;
        if (words.FirstOrDefault(here.IsWord) is { } word)
        {
            Take();
            return word;
        }
        Unexpected();
        return null;
    }

    private bool TryWord(string word, RuleExpected kind = RuleExpected.Keyword)
    {
        expected.Add(new RuleExpectation(kind, word));
        if (!Here.IsWord(word))
        {
            return false;
        }
        Take();
        return true;
    }

    private bool NeedWord(string word) => TryWord(word) || Unexpected() is not null;

    private bool TrySymbol(string symbol)
    {
        expected.Add(new RuleExpectation(RuleExpected.Symbol, symbol));
        if (!Here.IsSymbol(symbol))
        {
            return false;
        }
        Take();
        return true;
    }

    private bool NeedSymbol(string symbol) => TrySymbol(symbol) || Unexpected() is not null;

    private RuleToken Take()
    {
        expected.Clear();
        return tokens[place++];
    }

    /// <summary>Records that something else was expected here; always null.</summary>
    private RuleNode? Unexpected()
    {
        var expectations = new RuleExpectations([.. expected]);
        faults.Add(
            Here.Kind == RuleTokenKind.End
                ? RuleFault.Of("RuleEnds", Here, expectations)
                : RuleFault.Of("RuleUnexpected", Here, Here.Text, expectations)
        );
        return null;
    }
}
