using System.Collections.Concurrent;
using Kuajie.Algorithms.Experiments.Assignment;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Scenes;
using Kuajie.Platform.Training;

namespace Kuajie.Platform.Experiments;

/// <summary>
/// The experiments of all domains: draft → running → stopped, and what the running ones do with each request. Held in memory, written through. Safe to call from many threads.
/// </summary>
/// <param name="store">Where they are kept.</param>
/// <param name="models">Knows which versions arms may name.</param>
/// <param name="scenes">Knows which scenes arms may name.</param>
/// <param name="segments">Knows which segments experiments may take.</param>
/// <param name="profiles">Tells what is known of users whom segments are asked about.</param>
/// <param name="clock">The clock.</param>
public sealed class ExperimentShelf(
    IExperimentStore store,
    IModelRegistry models,
    ISceneStore scenes,
    ISegmentStore segments,
    AudienceProfiles profiles,
    TimeProvider clock
)
{
    private const int MostOfDomain = 500;
    private readonly ConcurrentDictionary<string, RunningExperiments> running = new(StringComparer.Ordinal);
    private readonly Lock changing = new();

    /// <summary>The experiments of a domain, in name order.</summary>
    public IReadOnlyList<Experiment> Of(string domain) => store.Of(domain);

    /// <summary>An experiment.</summary>
    /// <exception cref="KuajieException">There is none of the name.</exception>
    public Experiment Find(string domain, string name) =>
        store.Of(domain).FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.Ordinal))
        ?? throw ExperimentTexts.Fault("unknown-experiment", "Unknown", domain, name, domain);

    /// <summary>Defines an experiment, in place of the draft of its name.</summary>
    /// <exception cref="KuajieException">Something is wrong with it, or it has begun already.</exception>
    /// <exception cref="SeveralFaultsException">Several things are wrong with it.</exception>
    public Experiment Define(string domain, string name, ExperimentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Throw([.. DefinitionRules.Faults(name, definition), .. Unknown(domain, definition)]);
        lock (changing)
        {
            var known = store.Of(domain);
            var former = known.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.Ordinal));
            ThrowIfNot(former, ExperimentState.Draft);
            if (former is null && known.Count >= MostOfDomain)
            {
                throw ExperimentTexts.Fault("too-many-experiments", "TooMany", domain, known.Count, domain, MostOfDomain);
            }
            return Put(new Experiment(domain, name, ExperimentState.Draft, definition.ToJson(), clock.GetUtcNow(), null, null));
        }
    }

    /// <summary>Begins an experiment: from the next request on, units are put into its arms.</summary>
    /// <exception cref="KuajieException">It is no draft, what it names is gone, or it clashes with one that runs.</exception>
    public Experiment Start(string domain, string name)
    {
        lock (changing)
        {
            var draft = Find(domain, name);
            ThrowIfNot(draft, ExperimentState.Draft);
            Throw([.. Unknown(domain, ExperimentDefinition.Of(draft.DefinitionJson))]);
            var now = clock.GetUtcNow();
            var started = draft with { State = ExperimentState.Running, StartedAt = now, ChangedAt = now };
            ThrowIfClash([.. Running(domain), started]);
            return Put(started);
        }
    }

    /// <summary>Ends an experiment: from the next request on, nobody is put into its arms. It stays readable.</summary>
    /// <exception cref="KuajieException">It does not run.</exception>
    public Experiment Stop(string domain, string name)
    {
        lock (changing)
        {
            var found = Find(domain, name);
            ThrowIfNot(found, ExperimentState.Running);
            var now = clock.GetUtcNow();
            return Put(found with { State = ExperimentState.Stopped, StoppedAt = now, ChangedAt = now });
        }
    }

    /// <summary>Lets more of its units take part in an experiment; everybody already in stays in their arm.</summary>
    /// <exception cref="KuajieException">It does not run, or the traffic is not above the present.</exception>
    public Experiment Raise(string domain, string name, double traffic)
    {
        lock (changing)
        {
            var found = Find(domain, name);
            ThrowIfNot(found, ExperimentState.Running);
            var definition = ExperimentDefinition.Of(found.DefinitionJson);
            return traffic > definition.Traffic && traffic <= 1
                ? Put(found with { DefinitionJson = (definition with { Traffic = traffic }).ToJson(), ChangedAt = clock.GetUtcNow() })
                : throw ExperimentTexts.Fault("lower-traffic", "LowerTraffic", "traffic", traffic, definition.Traffic);
        }
    }

    /// <summary>Forgets a draft.</summary>
    /// <exception cref="KuajieException">There is none of the name, or it has begun.</exception>
    public void Remove(string domain, string name)
    {
        lock (changing)
        {
            ThrowIfNot(Find(domain, name), ExperimentState.Draft);
            store.Remove(domain, name);
        }
    }

    /// <summary>The share of a domain's users that are kept from all its experiments.</summary>
    public double HoldoutOf(string domain) => store.HoldoutOf(domain)?.Share ?? 0;

    /// <summary>Sets that share; a larger one keeps everybody who was held out before.</summary>
    /// <exception cref="KuajieException">It is no share.</exception>
    public void SetHoldout(string domain, double share)
    {
        if (share is not (>= 0 and <= 1))
        {
            throw ExperimentTexts.Fault("invalid-share", "Share", "share", share);
        }
        lock (changing)
        {
            store.PutHoldout(new ExperimentHoldout(domain, share, clock.GetUtcNow()));
            running.TryRemove(domain, out _);
        }
    }

    /// <summary>What the running experiments of a domain do with a request for a list. O(experiments that run).</summary>
    public ArmDirection Direct(string domain, in ArmRequest request)
    {
        var ready = ReadyOf(domain);
        return ready.IsEmpty ? default : ready.Direct(request, clock.GetUtcNow(), user => profiles.Profile(domain, user));
    }

    /// <summary>Whether a user is kept from all experiments, and what each running one of users does with the user.</summary>
    public UserAssignments AssignmentsOf(string domain, string userId) =>
        new(
            RunningExperiments.GlobalHoldout(store.HoldoutOf(domain))?.Contains(userId) == true,
            ReadyOf(domain).Of(userId, clock.GetUtcNow(), user => profiles.Profile(domain, user))
        );

    private RunningExperiments ReadyOf(string domain) => running.TryGetValue(domain, out var ready) ? ready : Ready(domain);

    private RunningExperiments Ready(string domain)
    {
        lock (changing)
        {
            return running[domain] = new RunningExperiments(
                Running(domain),
                store.HoldoutOf(domain),
                name => Membership(domain, name),
                version => models.Find(version)?.TargetDomain
            );
        }
    }

    private Experiment[] Running(string domain) => [.. store.Of(domain).Where(each => each.State == ExperimentState.Running)];

    /// <summary>A segment that is gone has nobody in it.</summary>
    private Func<UserProfile, bool> Membership(string domain, string name) =>
        segments.Find(domain, name) is { } segment ? AudienceSegments.MembershipOf(segment) : _ => false;

    private Experiment Put(Experiment experiment)
    {
        store.Put(experiment);
        running.TryRemove(experiment.Domain, out _);
        return experiment;
    }

    private IEnumerable<KuajieException> Unknown(string domain, ExperimentDefinition definition)
    {
        foreach (var (place, arm) in definition.Arms.Index())
        {
            if (arm.Model is { } model && models.Find(model) is null)
            {
                yield return ExperimentTexts.Fault("unknown-model-version", "UnknownModel", $"arms[{place}].model", model);
            }
            if (arm.Scene is { } scene && scenes.Find(domain, scene) is null)
            {
                yield return ExperimentTexts.Fault("unknown-scene", "UnknownScene", $"arms[{place}].scene", scene, domain);
            }
        }
        var named = definition.BySegments.Select((segment, place) => ($"bySegments[{place}]", segment));
        foreach (var (where, segment) in definition.Segment is { } only ? named.Prepend(("segment", only)) : named)
        {
            if (segments.Find(domain, segment) is null)
            {
                yield return ExperimentTexts.Fault("unknown-segment", "UnknownSegment", where, segment, domain);
            }
        }
    }

    private static void ThrowIfClash(IReadOnlyList<Experiment> experiments)
    {
        try
        {
            _ = new UnitAssigner([
                .. experiments.Select(each => ExperimentDefinition.Of(each.DefinitionJson).ToDesign(each.Name, each.StartedAt!.Value)),
            ]);
        }
        catch (InvalidExperimentException clash)
        {
            Throw([.. clash.Faults.Select(fault => ExperimentTexts.Fault("experiments-clash", "Clash", fault.Where, $"{fault}"))]);
        }
    }

    private static void ThrowIfNot(Experiment? experiment, ExperimentState state)
    {
        if (experiment is not null && experiment.State != state)
        {
            throw ExperimentTexts.Fault("wrong-state", "WrongState", experiment.Name, experiment.Name, Wire(experiment.State), Wire(state));
        }
    }

    private static string Wire(ExperimentState state) =>
        state switch
        {
            ExperimentState.Draft => "draft",
            ExperimentState.Running => "running",
            _ => "stopped",
        };

    private static void Throw(IReadOnlyList<KuajieException> faults)
    {
        if (faults.Count > 0)
        {
            throw faults.Count == 1 ? faults[0] : new SeveralFaultsException(faults);
        }
    }
}

/// <summary>What experiments do with a user.</summary>
/// <param name="IsHeldOut">Whether the user is kept from all of them.</param>
/// <param name="Assignments">What each running experiment of users does.</param>
public sealed record UserAssignments(bool IsHeldOut, IReadOnlyList<UnitAssignment> Assignments);
