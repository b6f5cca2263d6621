namespace Kuajie.Platform.Faults;

/// <summary>Several failures that a person can cure, found at once.</summary>
/// <param name="faults">The failures, in the order of the input; at least two.</param>
public sealed class SeveralFaultsException(IReadOnlyList<KuajieException> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(fault => fault.Message)))
{
    /// <summary>The failures.</summary>
    public IReadOnlyList<KuajieException> Faults { get; } = faults;
}
