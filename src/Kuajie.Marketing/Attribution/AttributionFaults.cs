using System.Globalization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Attribution;

/// <summary>What is wrong with paths, holdouts and options.</summary>
internal static class AttributionFaults
{
    /// <summary>Sets of channels are bits of one number, and beyond this many no answer would mean anything.</summary>
    public const int MostChannels = 60;

    public static IEnumerable<InputFault> Of(
        IReadOnlyList<TouchPath> paths,
        IReadOnlyList<HoldoutCounts> holdouts,
        AttributionOptions options
    ) => [.. Options(options), .. Paths(paths), .. Holdouts(holdouts)];

    private static IEnumerable<InputFault> Options(AttributionOptions options) =>
        new (string Name, double Value, double Least, double Most)[]
        {
            ("firstShare", options.FirstShare, 0, 1),
            ("lastShare", options.LastShare, 0, 1),
            ("firstShare + lastShare", options.FirstShare + options.LastShare, 0, 1),
            ("mostExact", options.MostExact, 1, 16),
            ("orderPairs", options.OrderPairs, 10, 1_000_000),
        }
            .Where(option => !(option.Value >= option.Least && option.Value <= option.Most))
            .Select(option => new InputFault(
                "ResponseOption",
                $"{option.Name} ({Text(option.Least)} … {Text(option.Most)})",
                Text(option.Value)
            ));

    private static IEnumerable<InputFault> Paths(IReadOnlyList<TouchPath> paths)
    {
        for (var row = 0; row < paths.Count; row++)
        {
            var path = paths[row];
            if (path.People < 1 || path.Conversions < 0 || path.Conversions > path.People)
            {
                yield return new InputFault("PathCounts", At(row), $"{Text(path.Conversions)} / {Text(path.People)}");
            }
            if (path.Touches.Any(string.IsNullOrWhiteSpace))
            {
                yield return new InputFault("PathTouch", At(row), string.Join(" > ", path.Touches));
            }
        }
        var channels = paths.SelectMany(path => path.Touches).Distinct(StringComparer.Ordinal).Count();
        if (channels > MostChannels)
        {
            yield return new InputFault("PathChannels", Text(MostChannels), Text(channels));
        }
    }

    private static IEnumerable<InputFault> Holdouts(IReadOnlyList<HoldoutCounts> holdouts)
    {
        foreach (var same in holdouts.GroupBy(each => each.Channel, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            yield return new InputFault("HoldoutTwice", same.Key, Text(same.Count()));
        }
        foreach (var each in holdouts)
        {
            var isWrong =
                string.IsNullOrWhiteSpace(each.Channel)
                || IsWrong(each.People, each.Conversions, each.Squares)
                || IsWrong(each.HeldOutPeople, each.HeldOutConversions, each.HeldOutSquares);
            if (isWrong)
            {
                yield return new InputFault(
                    "HoldoutCounts",
                    each.Channel,
                    $"{Text(each.Conversions)} / {Text(each.People)}, {Text(each.HeldOutConversions)} / {Text(each.HeldOutPeople)}"
                );
            }
        }
    }

    /// <summary>Counts below 0, more conversions than people without squares, or squares that no such conversions can have.</summary>
    private static bool IsWrong(long people, double conversions, double? squares) =>
        people < 0
        || !(conversions >= 0 && double.IsFinite(conversions))
        || (squares is null && conversions > people)
        || (squares is { } given && !(double.IsFinite(given) && given * Math.Max(1, people) >= conversions * conversions * (1 - 1e-9)));

    private static string At(int row) => FormattableString.Invariant($"#{row + 1}");

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
