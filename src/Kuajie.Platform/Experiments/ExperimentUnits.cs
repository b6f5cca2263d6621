using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Experiments;

/// <summary>The units of an experiment as the lists on record tell them: each with its arm and its first list.</summary>
internal sealed class ExperimentUnits
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> unitOfList = new(StringComparer.Ordinal);
    private readonly List<string> ids = [];
    private readonly List<int> arms = [];
    private readonly List<DateTimeOffset> firsts = [];
    private readonly HashSet<int> crossed = [];
    private readonly HashSet<string> targets = new(StringComparer.Ordinal);

    public ExperimentUnits(Experiment experiment, IEnumerable<Impression> lists, DateTimeOffset until)
    {
        var definition = ExperimentDefinition.Of(experiment.DefinitionJson);
        var blocks = definition.ToDesign(experiment.Name, experiment.StartedAt!.Value).Blocks;
        var armOf = definition.Arms.Index().ToDictionary(arm => arm.Item.Name, arm => arm.Index, StringComparer.Ordinal);
        foreach (var list in lists)
        {
            if (
                list.At < until
                && ArmText.Find(list.Arm, experiment.Name) is { } name
                && armOf.TryGetValue(name, out var arm)
                && blocks?.IsBurnIn(list.At) != true
                && UnitOf(definition.Unit, blocks, list) is { } unit
            )
            {
                Add(unit, arm, list);
            }
        }
    }

    /// <summary>Number of units.</summary>
    public int Count => arms.Count;

    /// <summary>Units that were in two arms; they count in none.</summary>
    public int Crossed => crossed.Count;

    /// <summary>Domains whose items were shown.</summary>
    public IReadOnlyCollection<string> Targets => targets;

    /// <summary>The id of a unit.</summary>
    public string IdOf(int unit) => ids[unit];

    /// <summary>Units per arm.</summary>
    public long[] CountsOf(int armCount)
    {
        var counts = new long[armCount];
        for (var unit = 0; unit < Count; unit++)
        {
            if (ArmOf(unit) is { } arm)
            {
                counts[arm]++;
            }
        }
        return counts;
    }

    /// <summary>The arm of a unit, or null where it crossed.</summary>
    public int? ArmOf(int unit) => crossed.Contains(unit) ? null : arms[unit];

    /// <summary>When a unit was first shown a list.</summary>
    public DateTimeOffset FirstOf(int unit) => firsts[unit];

    /// <summary>The unit a list was shown to, or null.</summary>
    public int? OfList(string listId) => unitOfList.TryGetValue(listId, out var unit) ? unit : null;

    /// <summary>The unit of an id, or null.</summary>
    public int? Find(string id) => places.TryGetValue(id, out var unit) ? unit : null;

    private static string? UnitOf(ExperimentUnit unit, TimeBlocks? blocks, Impression list) =>
        unit switch
        {
            ExperimentUnit.User => list.UserId,
            ExperimentUnit.Session => list.SessionId,
            ExperimentUnit.Partner => list.Items.Count == 0 ? null : list.Items[0].Domain,
            _ => FormattableString.Invariant($"{list.Scene}#{blocks!.BlockOf(list.At)}"),
        };

    private void Add(string id, int arm, Impression list)
    {
        // Events are stored to the microsecond: one of the same moment must not seem to come before its list.
        var at = list.At.AddTicks(-(list.At.Ticks % TimeSpan.TicksPerMicrosecond));
        if (!places.TryGetValue(id, out var unit))
        {
            places[id] = unit = arms.Count;
            ids.Add(id);
            arms.Add(arm);
            firsts.Add(at);
        }
        else if (arms[unit] != arm)
        {
            crossed.Add(unit);
        }
        firsts[unit] = at < firsts[unit] ? at : firsts[unit];
        unitOfList[list.ListId] = unit;
        if (list.Items.Count > 0)
        {
            targets.Add(list.Items[0].Domain);
        }
    }
}
