namespace Kuajie.Marketing.Faults;

/// <summary>Inputs that cannot be used, all of them at once.</summary>
public sealed class InvalidInputException : ArgumentException
{
    /// <summary>States the faults.</summary>
    public InvalidInputException(IReadOnlyList<InputFault> faults)
        : base(string.Join("\n", faults)) => Faults = faults;

    /// <summary>Every fault found, in the order of the inputs.</summary>
    public IReadOnlyList<InputFault> Faults { get; }

    /// <exception cref="InvalidInputException">There is a fault.</exception>
    internal static void ThrowIfAny(IEnumerable<InputFault> faults)
    {
        var found = faults.ToArray();
        if (found.Length > 0)
        {
            throw new InvalidInputException(found);
        }
    }
}
