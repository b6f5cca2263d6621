namespace Kuajie.Algorithms.Models;

/// <summary>Options that a trainer cannot work with, all faults named.</summary>
public sealed class InvalidModelOptionsException(IReadOnlyList<OptionFault> faults)
    : ArgumentException(string.Join("; ", faults.Select(fault => $"{fault.Option}: found {fault.Found}, expected {fault.Expected}")))
{
    /// <summary>The faults, in the order of the options.</summary>
    public IReadOnlyList<OptionFault> Faults { get; } = faults;
}
