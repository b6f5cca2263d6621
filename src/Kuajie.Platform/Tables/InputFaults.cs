using Kuajie.Marketing.Faults;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Tables;

/// <summary>Collects what is wrong with inputs, to be told all at once.</summary>
public sealed class InputFaults
{
    /// <summary>Most faults that are kept; a file of nonsense must not become an answer of many times its size.</summary>
    public const int Most = 100;

    private readonly List<KuajieException> noted = [];

    /// <summary>Notes a fault.</summary>
    public void Note(KuajieException fault)
    {
        if (noted.Count < Most)
        {
            noted.Add(fault);
        }
    }

    /// <summary>How many are noted.</summary>
    public int Count => noted.Count;

    /// <summary>Throws what is noted.</summary>
    /// <exception cref="KuajieException">There is one fault.</exception>
    /// <exception cref="SeveralFaultsException">There are several.</exception>
    public void ThrowIfAny()
    {
        if (noted.Count > 0)
        {
            throw noted.Count == 1 ? noted[0] : new SeveralFaultsException([.. noted]);
        }
    }

    /// <summary>Does work of the room for marketing, and tells what it finds wrong as faults with a cure.</summary>
    /// <param name="source">Where the inputs come from.</param>
    /// <param name="work">The work.</param>
    public static T Guard<T>(string source, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return work();
        }
        catch (InvalidInputException refused)
        {
            var faults = new InputFaults();
            foreach (var fault in refused.Faults)
            {
                faults.Note(new KuajieException(Dashed(fault.Code), fault.FoundText, fault.ExpectedText, fault.CureText, source));
            }
            faults.ThrowIfAny();
            throw;
        }
    }

    private static string Dashed(string code) =>
        string.Concat(
            code.Select((letter, place) => char.IsUpper(letter) ? (place > 0 ? "-" : "") + char.ToLowerInvariant(letter) : $"{letter}")
        );
}
