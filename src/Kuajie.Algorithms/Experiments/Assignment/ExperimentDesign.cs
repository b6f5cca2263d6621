using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>An experiment as far as assignment goes.</summary>
/// <param name="Name">Its name, unique among experiments.</param>
/// <param name="Arms">At least two; the first is the control.</param>
public sealed record ExperimentDesign(string Name, IReadOnlyList<ExperimentArm> Arms)
{
    /// <summary>Buckets of a layer.</summary>
    public const int Buckets = 10_000;

    /// <summary>
    /// The layer it runs in; default "default". Experiments of one layer own different buckets, so a unit is in at most one of them; layers are hashed apart, so what a unit gets in
    /// one says nothing about the other (Tang, Agarwal, O'Brien and Meyer, KDD 2010).
    /// </summary>
    public string Layer { get; init; } = "default";

    /// <summary>The buckets it owns in its layer; default all.</summary>
    public IReadOnlyList<BucketRange> Ranges { get; init; } = [new(0, Buckets)];

    /// <summary>Share of its buckets' units that take part, 0 … 1; default 1. Raised step by step (ramp), everybody already in stays in their arm.</summary>
    public double Traffic { get; init; } = 1;

    /// <summary>What is assigned; default user. All experiments of a layer assign the same.</summary>
    public ExperimentUnit Unit { get; init; } = ExperimentUnit.User;

    /// <summary>Salt of its arms; default its name. The same salt again gives everybody their former arm.</summary>
    public string Salt { get; init; } = Name;

    /// <summary>Conditions that all must hold; default none.</summary>
    public IReadOnlyList<TargetCondition> Targeting { get; init; } = [];

    /// <summary>Blocks of time; needed where time blocks are assigned.</summary>
    public TimeBlocks? Blocks { get; init; }

    /// <summary>The holdout of the campaign it belongs to, or none.</summary>
    public Holdout? CampaignHoldout { get; init; }

    /// <summary>The shares of the arms, in their order; they sum to 1.</summary>
    public IReadOnlyList<double> Shares() => [.. Arms.Select(arm => arm.Weight / Arms.Sum(each => each.Weight))];

    /// <summary>What is wrong with the experiment by itself.</summary>
    public IEnumerable<ExperimentFault> Faults() =>
        [.. Names(), .. Amounts(), .. Blocking(), .. Targeting.SelectMany(each => each.Faults(Name))];

    private IEnumerable<ExperimentFault> Names()
    {
        foreach (var (field, value) in new[] { ("name", Name), ("layer", Layer), ("salt", Salt) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return new ExperimentFault("Name", $"{Name}: {field}", value);
            }
        }
        if (Arms.Count < 2)
        {
            yield return new ExperimentFault("ArmCount", Name, FormattableString.Invariant($"{Arms.Count}"));
        }
        foreach (var name in Arms.GroupBy(arm => arm.Name).Where(same => same.Count() > 1 || string.IsNullOrWhiteSpace(same.Key)))
        {
            yield return new ExperimentFault("ArmName", Name, name.Key);
        }
    }

    private IEnumerable<ExperimentFault> Amounts()
    {
        foreach (var arm in Arms.Where(arm => !(arm.Weight > 0 && double.IsFinite(arm.Weight))))
        {
            yield return new ExperimentFault("ArmWeight", $"{Name}: {arm.Name}", FormattableString.Invariant($"{arm.Weight}"));
        }
        foreach (var fault in ExperimentFault.Outside("Share", $"{Name}: traffic", Traffic, 0, 1))
        {
            yield return fault;
        }
        foreach (var range in Ranges.Where(range => range.From < 0 || range.To > Buckets || range.From >= range.To))
        {
            yield return new ExperimentFault("BucketRange", Name, FormattableString.Invariant($"{range.From} … {range.To}"));
        }
    }

    private IEnumerable<ExperimentFault> Blocking() =>
        (Unit == ExperimentUnit.TimeBlock) != (Blocks is not null) ? [new ExperimentFault("Blocks", Name, $"{Unit}")]
        : Blocks is null ? []
        : Blocks.Faults(Name);
}
