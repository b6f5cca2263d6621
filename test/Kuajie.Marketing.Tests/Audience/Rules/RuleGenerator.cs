using CsCheck;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Rules;

namespace Kuajie.Marketing.Tests.Audience.Rules;

/// <summary>Rules of every form, with texts that need quoting.</summary>
internal static class RuleGenerator
{
    private static readonly Gen<string> Names = Choice(["马拉松", "a\"b", "back\\slash", "“引号”", " spaced ", "running", "(and)", "🏃"]);
    private static readonly Gen<decimal> Shares = Gen.Int[0, 1000].Select(value => value / 1000m);
    private static readonly Gen<string> Signs = Choice(["<", "<=", ">", ">=", "=", "!="]);

    private static readonly Gen<RuleNode> Comparisons =
        from field in Choice(RuleField.All.Where(field => field.Words is null))
        from name in Names
        from hour in Gen.Int[0, 23]
        from sign in Signs
        from value in Value(field.Kind)
        select (RuleNode)new CompareNode(new FieldCall(field, Argument(field.Argument, name, hour)), sign, value);

    private static readonly Gen<RuleNode> Members =
        from field in Choice(RuleField.All.Where(field => field.Words is not null))
        from words in Choice(field.Words!).Array[1, 3]
        from isSingle in Gen.Bool
        from sign in Choice(["=", "!="])
        select isSingle
            ? (RuleNode)new CompareNode(new FieldCall(field, ""), sign, new WordValue(words[0]))
            : new MemberNode(new FieldCall(field, ""), words);

    private static readonly Gen<RuleNode> Tooks =
        from item in Names
        from within in Durations.Null()
        select (RuleNode)new TookNode(item, within);

    private static Gen<DurationValue> Durations =>
        Gen.Select(Gen.Int[0, 99_999], Gen.Char[DurationValue.Units], (amount, unit) => new DurationValue(amount, unit));

    public static Gen<RuleNode> Rules { get; } = Of(5);

    public static Gen<T> Choice<T>(IEnumerable<T> choices)
    {
        T[] all = [.. choices];
        return Gen.Int[0, all.Length - 1].Select(place => all[place]);
    }

    private static Gen<RuleNode> Of(int depth) =>
        depth == 0
            ? Gen.OneOf(Comparisons, Members, Tooks)
            : Gen.OneOf(
                Gen.OneOf(Comparisons, Members, Tooks),
                Of(depth - 1).Select(part => (RuleNode)new NotNode(part)),
                Gen.Select(Of(depth - 1), Of(depth - 1), (left, right) => (RuleNode)new AndNode(left, right)),
                Gen.Select(Of(depth - 1), Of(depth - 1), (left, right) => (RuleNode)new OrNode(left, right))
            );

    private static Gen<RuleValue> Value(RuleFieldKind kind) =>
        kind switch
        {
            RuleFieldKind.Duration => Durations.Select(each => (RuleValue)each),
            RuleFieldKind.Money => Gen.Select(
                Gen.Int[0, 100_000],
                Choice(["CNY", "JPY"]),
                (amount, currency) => (RuleValue)new MoneyValue(amount / 10m, currency)
            ),
            RuleFieldKind.Share => Shares.Select(share => (RuleValue)new NumberValue(share)),
            _ => Gen.Int[0, 10_000].Select(number => (RuleValue)new NumberValue(number / 4m)),
        };

    private static string Argument(RuleArgument argument, string name, int hour) =>
        argument switch
        {
            RuleArgument.None => "",
            RuleArgument.Hour => $"{hour}",
            RuleArgument.Weekday => ProfileBuilder.WeekdayNames[hour % 7],
            _ => name,
        };
}
