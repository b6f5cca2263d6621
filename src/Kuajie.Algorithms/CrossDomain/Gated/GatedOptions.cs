using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.Gated;

/// <summary>Options of <see cref="GatedTrainer"/>: two models and who serves whom.</summary>
public sealed record GatedOptions : ModelOptions
{
    /// <summary>Kind of the single-domain model. Default <c>implicit-als</c>.</summary>
    public string SingleModel { get; init; } = "implicit-als";

    /// <summary>Its options as JSON; empty for defaults.</summary>
    public string SingleOptions { get; init; } = "";

    /// <summary>Kind of the cross-domain model. Default <c>joint-als</c>.</summary>
    public string CrossModel { get; init; } = "joint-als";

    /// <summary>Its options as JSON; empty for defaults.</summary>
    public string CrossOptions { get; init; } = "";

    /// <summary>Kind of the cross-domain model that serves cold linked users; empty (the default): the one above.</summary>
    public string ColdModel { get; init; } = "";

    /// <summary>Its options as JSON; empty for defaults.</summary>
    public string ColdOptions { get; init; } = "";

    /// <summary>Names of the user segments that the cross-domain model serves, separated by spaces. Default: cold linked users.</summary>
    public string CrossSegments { get; init; } = "cold-linked";

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. KindFaults("singleModel", SingleModel, isCrossDomain: false),
            .. KindFaults("crossModel", CrossModel, isCrossDomain: true),
            .. ColdModel.Length == 0 ? [] : KindFaults("coldModel", ColdModel, isCrossDomain: true),
            .. SegmentNames()
                .Where(name => SegmentOf(name) is null)
                .Select(name => new OptionFault("crossSegments", name, string.Join(" | ", AllSegments().Select(segment => segment.Name)))),
        ];

    /// <summary>Shape <see cref="UserSegment.Count"/>: whether the cross-domain model serves a segment.</summary>
    internal bool[] ServesCrossDomain()
    {
        var serves = new bool[UserSegment.Count];
        foreach (var name in SegmentNames())
        {
            serves[SegmentOf(name)!.Value.Index] = true;
        }
        return serves;
    }

    private string[] SegmentNames() => CrossSegments.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<UserSegment> AllSegments() => Enumerable.Range(0, UserSegment.Count).Select(UserSegment.At);

    private static UserSegment? SegmentOf(string name) =>
        AllSegments().Cast<UserSegment?>().FirstOrDefault(segment => string.Equals(segment!.Value.Name, name, StringComparison.Ordinal));

    private static IEnumerable<OptionFault> KindFaults(string option, string name, bool isCrossDomain)
    {
        if (ModelCatalog.Kinds.All(kind => kind.Name != name || kind.IsCrossDomain != isCrossDomain))
        {
            var expected = ModelCatalog.Kinds.Where(kind => kind.IsCrossDomain == isCrossDomain).Select(kind => kind.Name);
            yield return new OptionFault(option, name, string.Join(" | ", expected));
        }
    }
}
