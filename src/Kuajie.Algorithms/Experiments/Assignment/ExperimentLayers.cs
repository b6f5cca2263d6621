using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>What is wrong with experiments side by side.</summary>
internal static class ExperimentLayers
{
    public static IEnumerable<ExperimentFault> Faults(IReadOnlyList<ExperimentDesign> designs) =>
        designs
            .SelectMany(design => design.Faults())
            .Concat(
                designs
                    .GroupBy(design => design.Name)
                    .Where(same => same.Count() > 1)
                    .Select(same => new ExperimentFault("SameName", same.Key, FormattableString.Invariant($"{same.Count()}")))
            )
            .Concat(designs.GroupBy(design => design.Layer).SelectMany(layer => Clashes(layer.Key, [.. layer])));

    private static IEnumerable<ExperimentFault> Clashes(string layer, ExperimentDesign[] designs)
    {
        var units = designs.Select(design => design.Unit).Distinct().ToArray();
        if (units.Length > 1)
        {
            yield return new ExperimentFault("LayerUnits", layer, string.Join(", ", units));
        }
        var ranges = designs
            .SelectMany(design => design.Ranges.Select(range => (design.Name, range)))
            .OrderBy(pair => pair.range.From)
            .ThenBy(pair => pair.range.To)
            .ToArray();
        for (var place = 1; place < ranges.Length; place++)
        {
            var (before, after) = (ranges[place - 1], ranges[place]);
            if (after.range.From < before.range.To)
            {
                yield return new ExperimentFault(
                    "LayerOverlap",
                    layer,
                    FormattableString.Invariant(
                        $"{before.Name} {before.range.From} … {before.range.To}, {after.Name} {after.range.From} … {after.range.To}"
                    )
                );
            }
            ranges[place] = after.range.To < before.range.To ? after with { range = after.range with { To = before.range.To } } : after;
        }
    }
}
