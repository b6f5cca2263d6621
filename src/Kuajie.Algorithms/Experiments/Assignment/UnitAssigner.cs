using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>
/// Puts units into arms by hashes alone: deterministic, sticky and without a store. A unit's bucket of the layer, its turn in the ramp and its arm come from three independently salted
/// hashes, so a raised ramp moves nobody and layers do not know of each other.
/// </summary>
/// <remarks>Arms must not be reweighted while an experiment runs: raise <see cref="ExperimentDesign.Traffic"/> instead, or start anew under another salt.</remarks>
public sealed class UnitAssigner
{
    private readonly Seeded[] ordered;
    private readonly Dictionary<string, Seeded> designs;
    private readonly Holdout? globalHoldout;

    /// <summary>Takes the running experiments.</summary>
    /// <param name="designs">The experiments.</param>
    /// <param name="globalHoldout">Users kept from all of them, or none.</param>
    /// <exception cref="InvalidExperimentException">An experiment cannot be run, or two of a layer own one bucket; all faults at once.</exception>
    public UnitAssigner(IReadOnlyList<ExperimentDesign> designs, Holdout? globalHoldout = null)
    {
        ArgumentNullException.ThrowIfNull(designs);
        InvalidExperimentException.ThrowIfAny(ExperimentLayers.Faults(designs));
        ordered = [.. designs.Select(design => new Seeded(design))];
        this.designs = ordered.ToDictionary(seeded => seeded.Design.Name);
        this.globalHoldout = globalHoldout;
    }

    /// <summary>What one experiment does with a unit. O(arms + conditions).</summary>
    /// <exception cref="ArgumentException">No experiment has the name, or time blocks are asked without a time.</exception>
    public UnitAssignment Assign(string experiment, in UnitRequest request) =>
        designs.TryGetValue(experiment, out var seeded)
            ? Assign(seeded, request)
            : throw new ArgumentException(
                $"Found no experiment '{experiment}'; expected one of {string.Join(", ", designs.Keys)}.",
                nameof(experiment)
            );

    /// <summary>What every experiment of a kind of unit does with a unit, in the order given. O(experiments).</summary>
    public IReadOnlyList<UnitAssignment> AssignAll(ExperimentUnit unit, UnitRequest request) =>
        [.. ordered.Where(seeded => seeded.Design.Unit == unit).Select(seeded => Assign(seeded, request))];

    private UnitAssignment Assign(Seeded seeded, in UnitRequest request)
    {
        var design = seeded.Design;
        var unit = Key(design, request);
        var user = request.User ?? (design.Unit == ExperimentUnit.User ? request.Unit : null);
        var attributes = request.Attributes;
        AssignmentReason? none =
            user is not null && globalHoldout?.Contains(user) == true ? AssignmentReason.GlobalHoldout
            : user is not null && design.CampaignHoldout?.Contains(user) == true ? AssignmentReason.CampaignHoldout
            : !seeded.Owns(unit) ? AssignmentReason.OtherBucket
            : !design.Targeting.All(condition => condition.Holds(attributes)) ? AssignmentReason.NotTargeted
            : !seeded.IsInTraffic(unit) ? AssignmentReason.NotInTraffic
            : null;
        return none is { } reason
            ? new UnitAssignment(design.Name, null, reason, unit, false)
            : new UnitAssignment(design.Name, seeded.ArmOf(unit), AssignmentReason.Assigned, unit, !IsBurnIn(design, request));
    }

    private static string Key(ExperimentDesign design, in UnitRequest request) =>
        design.Blocks is not { } blocks ? request.Unit
        : request.Time is { } time ? FormattableString.Invariant($"{request.Unit}#{blocks.BlockOf(time)}")
        : throw new ArgumentException(
            $"Found no time for '{design.Name}'; expected one, since it assigns blocks of time.",
            nameof(request)
        );

    private static bool IsBurnIn(ExperimentDesign design, in UnitRequest request) =>
        design.Blocks is { } blocks && request.Time is { } time && blocks.IsBurnIn(time);

    private sealed class Seeded(ExperimentDesign design)
    {
        private readonly ulong layer = UnitHash.SeedOf("layer:" + design.Layer);
        private readonly ulong traffic = UnitHash.SeedOf("traffic:" + design.Salt);
        private readonly ulong arms = UnitHash.SeedOf("arms:" + design.Salt);
        private readonly double[] ends = Ends(design.Shares());

        public ExperimentDesign Design { get; } = design;

        public bool Owns(string unit)
        {
            var bucket = (int)(UnitHash.Position(UnitHash.Of(unit, layer)) * ExperimentDesign.Buckets);
            return Design.Ranges.Any(range => bucket >= range.From && bucket < range.To);
        }

        public bool IsInTraffic(string unit) => UnitHash.Position(UnitHash.Of(unit, traffic)) < Design.Traffic;

        public string ArmOf(string unit)
        {
            var position = UnitHash.Position(UnitHash.Of(unit, arms));
            var arm = Array.FindIndex(ends, end => position < end);
            return Design.Arms[arm < 0 ? ends.Length - 1 : arm].Name;
        }

        private static double[] Ends(IReadOnlyList<double> shares)
        {
            var sum = 0.0;
            return [.. shares.Select(share => sum += share)];
        }
    }
}
