using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Marketing.Audience;

namespace Kuajie.Platform.Experiments;

/// <summary>The running experiments of a domain, made ready for requests. Immutable.</summary>
internal sealed class RunningExperiments
{
    private readonly UnitAssigner assigner;
    private readonly Running[] running;

    /// <param name="experiments">Those that run.</param>
    /// <param name="holdout">The domain's global holdout, or null.</param>
    /// <param name="membership">Tells who belongs to a segment, by its name.</param>
    /// <param name="targetOf">Tells whose items a model version recommends, or null where it is gone.</param>
    /// <exception cref="Kuajie.Algorithms.Experiments.Faults.InvalidExperimentException">Two of a layer own one bucket, or assign different units.</exception>
    public RunningExperiments(
        IReadOnlyList<Experiment> experiments,
        ExperimentHoldout? holdout,
        Func<string, Func<UserProfile, bool>> membership,
        Func<string, string?> targetOf
    )
    {
        running =
        [
            .. experiments.Select(each =>
            {
                var definition = ExperimentDefinition.Of(each.DefinitionJson);
                return new Running(
                    each.Name,
                    definition,
                    definition.Segment is { } segment ? membership(segment) : null,
                    [.. definition.Arms.Select(arm => arm.Model is { } model ? targetOf(model) : null).OfType<string>().Distinct()]
                );
            }),
        ];
        assigner = new UnitAssigner(
            [.. experiments.Zip(running, (each, ready) => ready.Definition.ToDesign(each.Name, each.StartedAt ?? each.ChangedAt))],
            GlobalHoldout(holdout)
        );
    }

    public bool IsEmpty => running.Length == 0;

    /// <summary>The global holdout as assignment takes it.</summary>
    public static Holdout? GlobalHoldout(ExperimentHoldout? holdout) =>
        holdout is { Share: > 0 } ? new Holdout("global:" + holdout.Domain, holdout.Share) : null;

    /// <summary>What the experiments do with a request; nothing where none takes it.</summary>
    public ArmDirection Direct(in ArmRequest request, DateTimeOffset now, Func<string, UserProfile?> profileOf)
    {
        string? arms = null;
        string? scene = null;
        string? model = null;
        foreach (var each in running)
        {
            if (Assign(each, request, now, profileOf) is not { Arm: { } name })
            {
                continue;
            }
            arms = arms is null ? ArmText.Of(each.Name, name) : $"{arms},{ArmText.Of(each.Name, name)}";
            var arm = each.Definition.Arms.First(candidate => string.Equals(candidate.Name, name, StringComparison.Ordinal));
            (scene, model) = (scene ?? arm.Scene, model ?? arm.Model);
        }
        return new ArmDirection(arms, scene, model);
    }

    /// <summary>What each experiment does with a user, whatever the scene.</summary>
    public IReadOnlyList<UnitAssignment> Of(string userId, DateTimeOffset now, Func<string, UserProfile?> profileOf) =>
        [
            .. running
                .Where(each => each.Definition.Unit == ExperimentUnit.User)
                .Select(each =>
                    Assign(each, new ArmRequest(userId, null, each.Definition.Scene, each.ModelTargets.FirstOrDefault()), now, profileOf)
                )
                .OfType<UnitAssignment>(),
        ];

    private UnitAssignment? Assign(Running each, in ArmRequest request, DateTimeOffset now, Func<string, UserProfile?> profileOf)
    {
        var definition = each.Definition;
        if (definition.Scene is { } scene && !string.Equals(scene, request.Scene, StringComparison.Ordinal))
        {
            return null;
        }
        // A model makes lists of one domain's items only: requests for others are none of this experiment's.
        var wanted = request.TargetDomain;
        if (Array.Exists(each.ModelTargets, target => !string.Equals(target, wanted, StringComparison.Ordinal)))
        {
            return null;
        }
        var unit = definition.Unit switch
        {
            ExperimentUnit.User => request.UserId,
            ExperimentUnit.Session => request.SessionId,
            ExperimentUnit.Partner => request.TargetDomain,
            _ => request.Scene ?? "",
        };
        if (unit is null)
        {
            return null;
        }
        if (each.IsMember is { } isMember && !(profileOf(unit) is { } profile && isMember(profile)))
        {
            return new UnitAssignment(each.Name, null, AssignmentReason.NotTargeted, unit, false);
        }
        return assigner.Assign(each.Name, new UnitRequest(unit, request.UserId, null, now));
    }

    private sealed record Running(string Name, ExperimentDefinition Definition, Func<UserProfile, bool>? IsMember, string[] ModelTargets);
}

/// <summary>What experiments look at in a request for a list.</summary>
/// <param name="UserId">The user as stored, or null for a visitor.</param>
/// <param name="SessionId">The visit, or null.</param>
/// <param name="Scene">The scene asked for, or null.</param>
/// <param name="TargetDomain">The first domain whose items are wanted.</param>
public readonly record struct ArmRequest(string? UserId, string? SessionId, string? Scene, string? TargetDomain);

/// <summary>What experiments do with a request.</summary>
/// <param name="Arms">The arms to be recorded with the list (<see cref="ArmText"/>), or null for none.</param>
/// <param name="Scene">The scene to be asked for instead, or null.</param>
/// <param name="Model">The model version that is to make the list, or null.</param>
public readonly record struct ArmDirection(string? Arms, string? Scene, string? Model);
