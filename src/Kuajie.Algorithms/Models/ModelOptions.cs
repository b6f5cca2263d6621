namespace Kuajie.Algorithms.Models;

/// <summary>Settings of a trainer: an immutable record with valid defaults, changed by <c>with</c>, checked once before training.</summary>
public abstract record ModelOptions
{
    /// <summary>Every fault of these options at once; empty where they are valid.</summary>
    public abstract IEnumerable<OptionFault> Faults();

    /// <summary>Throws where <see cref="Faults"/> finds any.</summary>
    /// <exception cref="InvalidModelOptionsException">Names all faults.</exception>
    public void ThrowIfInvalid()
    {
        var faults = Faults().ToArray();
        if (faults.Length > 0)
        {
            throw new InvalidModelOptionsException(faults);
        }
    }
}
