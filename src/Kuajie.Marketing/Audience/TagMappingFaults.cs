using System.Globalization;
using Kuajie.Algorithms.Text;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Audience;

/// <summary>What is wrong with counts, options and edits of tag mappings.</summary>
internal static class TagMappingFaults
{
    /// <summary>Longest note a person may leave, in characters.</summary>
    public const int LongestNote = 500;

    public static IEnumerable<InputFault> Of(TagCounts counts, TagMappingLearner options) =>
        [
            .. Options(options),
            .. Twice("from", counts.FromTags),
            .. Twice("to", counts.ToTags),
            .. counts.Strata.SelectMany((stratum, place) => Of(counts, stratum, place)),
        ];

    public static IEnumerable<InputFault> Of(IReadOnlyList<TagMappingEdit> edits) =>
        [
            .. edits.SelectMany(Of),
            .. edits
                .GroupBy(edit => (TextSegmenter.Fold(edit.From), TextSegmenter.Fold(edit.To)))
                .Where(group => group.Count() > 1)
                .Select(group => new InputFault("TagEditTwice", Name(group.First()), Text(group.Count()))),
        ];

    private static IEnumerable<InputFault> Of(TagMappingEdit edit, int place)
    {
        if (TextSegmenter.Fold(edit.From).Length == 0 || TextSegmenter.Fold(edit.To).Length == 0)
        {
            yield return new InputFault("TagEditTag", Text(place + 1), Name(edit));
        }
        if (edit.Kind is TagEditKind.Forbid && edit.Weight is { } given)
        {
            yield return new InputFault("TagEditNoWeight", Name(edit), Text(given));
        }
        if (edit.Kind is not TagEditKind.Forbid && !(edit.Weight is > 0 and <= 1))
        {
            yield return new InputFault("TagEditWeight", Name(edit), edit.Weight is { } weight ? Text(weight) : "–");
        }
        if (edit.Note is { Length: > LongestNote } note)
        {
            yield return new InputFault("TagEditNote", Name(edit), Text(note.Length));
        }
    }

    private static IEnumerable<InputFault> Options(TagMappingLearner options)
    {
        if (!(options.FalseDiscoveryRate is > 0 and <= 0.5))
        {
            yield return new InputFault("FalseDiscoveryRate", "falseDiscoveryRate", Text(options.FalseDiscoveryRate));
        }
        if (options.FewestPeople < 1)
        {
            yield return new InputFault("FewestPeople", "fewestPeople", Text(options.FewestPeople));
        }
    }

    private static IEnumerable<InputFault> Twice(string side, IReadOnlyList<string> tags) =>
        tags.GroupBy(tag => tag, StringComparer.Ordinal)
            .Where(group => group.Count() > 1 || group.Key.Length == 0)
            .Select(group => new InputFault("TagTwice", side, group.Key));

    private static IEnumerable<InputFault> Of(TagCounts counts, TagStratum stratum, int place)
    {
        var where = Text(place + 1);
        if (stratum.From.Count != counts.FromTags.Count || stratum.To.Count != counts.ToTags.Count)
        {
            return [new InputFault("TagCountShape", where, $"{Text(stratum.From.Count)} × {Text(stratum.To.Count)}")];
        }
        var people = stratum.From.Concat(stratum.To).Where(count => count < 0 || count > stratum.People);
        var pairs = stratum.Both.Where(pair => !IsPossible(stratum, pair.Key, pair.Value));
        return
        [
            .. people.Select(count => new InputFault("TagCount", where, Text(count))),
            .. pairs.Select(pair => new InputFault("TagPairCount", where, $"{pair.Key.From}, {pair.Key.To}: {Text(pair.Value)}")),
        ];
    }

    private static bool IsPossible(TagStratum stratum, (int From, int To) pair, long both)
    {
        if (pair.From < 0 || pair.From >= stratum.From.Count || pair.To < 0 || pair.To >= stratum.To.Count)
        {
            return false;
        }
        var (from, to) = (stratum.From[pair.From], stratum.To[pair.To]);
        return both >= Math.Max(0, from + to - stratum.People) && both <= Math.Min(from, to);
    }

    private static string Name(TagMappingEdit edit) => $"{edit.From} → {edit.To}";

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
