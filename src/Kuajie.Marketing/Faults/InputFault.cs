using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Faults;

/// <summary>One input that cannot be used.</summary>
/// <param name="Code">Stable name for programs, for example <c>NegativeAmount</c>.</param>
/// <param name="Where">Which input: the name of the partner, placement or limit, and the field.</param>
/// <param name="Found">The value found.</param>
public sealed record InputFault(string Code, string Where, string Found)
{
    /// <summary>What was found and where, what was expected, and the cure, in the current language.</summary>
    public override string ToString() => $"{FoundText} {ExpectedText} {CureText}";

    /// <summary>What was found and where, in the current language.</summary>
    public string FoundText => $"{Part("Found")}";

    /// <summary>What was expected.</summary>
    public string ExpectedText => $"{Part("Expected")}";

    /// <summary>What to do about it.</summary>
    public string CureText => $"{Part("Cure")}";

    private MarketingText Part(string part) => MarketingText.Of(Code + part, Where, Found);
}
