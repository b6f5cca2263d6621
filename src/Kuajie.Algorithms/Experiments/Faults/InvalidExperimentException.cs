namespace Kuajie.Algorithms.Experiments.Faults;

/// <summary>Inputs of an experiment that cannot be used, all of them at once.</summary>
public sealed class InvalidExperimentException : ArgumentException
{
    /// <summary>States the faults.</summary>
    public InvalidExperimentException(IReadOnlyList<ExperimentFault> faults)
        : base(string.Join("\n", faults)) => Faults = faults;

    /// <summary>Every fault found, in the order of the inputs.</summary>
    public IReadOnlyList<ExperimentFault> Faults { get; }

    /// <exception cref="InvalidExperimentException">There is a fault.</exception>
    internal static void ThrowIfAny(IEnumerable<ExperimentFault> faults)
    {
        var found = faults.ToArray();
        if (found.Length > 0)
        {
            throw new InvalidExperimentException(found);
        }
    }
}
