using Kuajie.Platform.Experiments;

namespace Kuajie.Conformance.InMemory;

/// <summary>Experiments in memory.</summary>
public sealed class InMemoryExperimentStore : IExperimentStore
{
    private readonly Dictionary<(string Domain, string Name), Experiment> experiments = [];
    private readonly Dictionary<string, ExperimentHoldout> holdouts = new(StringComparer.Ordinal);

    public IReadOnlyList<Experiment> Of(string domain) =>
        [.. experiments.Values.Where(each => each.Domain == domain).OrderBy(each => each.Name, StringComparer.Ordinal)];

    public void Put(Experiment experiment) => experiments[(experiment.Domain, experiment.Name)] = experiment;

    public bool Remove(string domain, string name) => experiments.Remove((domain, name));

    public ExperimentHoldout? HoldoutOf(string domain) => holdouts.GetValueOrDefault(domain);

    public void PutHoldout(ExperimentHoldout holdout) => holdouts[holdout.Domain] = holdout;
}
