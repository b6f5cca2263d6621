namespace Kuajie.Platform.Experiments;

/// <summary>Where an experiment stands. The number is stored; never renumber.</summary>
public enum ExperimentState
{
    /// <summary>Defined and not begun: may be changed and removed.</summary>
    Draft = 1,

    /// <summary>Puts units into arms.</summary>
    Running = 2,

    /// <summary>Over: stays readable, for good.</summary>
    Stopped = 3,
}

/// <summary>An experiment of a domain as it is kept.</summary>
/// <param name="Domain">The domain whose users and visitors take part.</param>
/// <param name="Name">Its name, unique in the domain for ever.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DefinitionJson">An <see cref="ExperimentDefinition"/>.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="StartedAt">When it began, or null.</param>
/// <param name="StoppedAt">When it ended, or null.</param>
public sealed record Experiment(
    string Domain,
    string Name,
    ExperimentState State,
    string DefinitionJson,
    DateTimeOffset ChangedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? StoppedAt
);

/// <summary>Users of a domain who are kept from all its experiments, so that what they bring together can be read later.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Share">Their share of the users, 0 … 1.</param>
/// <param name="ChangedAt">When it was changed last.</param>
public sealed record ExperimentHoldout(string Domain, double Share, DateTimeOffset ChangedAt);

/// <summary>Where experiments are kept. One conformance suite runs on every implementation.</summary>
public interface IExperimentStore
{
    /// <summary>The experiments of a domain, in name order.</summary>
    IReadOnlyList<Experiment> Of(string domain);

    /// <summary>Stores an experiment in place of the one of its name.</summary>
    void Put(Experiment experiment);

    /// <summary>Forgets an experiment. False where there is none.</summary>
    bool Remove(string domain, string name);

    /// <summary>The global holdout of a domain, or null where none was ever set.</summary>
    ExperimentHoldout? HoldoutOf(string domain);

    /// <summary>Sets the global holdout of a domain.</summary>
    void PutHoldout(ExperimentHoldout holdout);
}
