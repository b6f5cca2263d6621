using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Partners;

/// <summary>The rule for a domain's name: it is part of file names, addresses and commands.</summary>
public static class DomainName
{
    /// <summary>Longest name, in characters.</summary>
    public const int MostCharacters = 64;

    /// <summary>Whether a name is letters and digits of any script, dashes and underscores, in lower case, beginning with a letter or digit.</summary>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MostCharacters }
        && char.IsLetterOrDigit(name[0])
        && name.All(letter => (char.IsLetterOrDigit(letter) && !char.IsUpper(letter)) || letter is '-' or '_');

    /// <summary>What people call a domain: the reader's words for the usual fields, and the name itself for any other.</summary>
    public static string ForPeople(string name) =>
        name is "knowledge" or "sports" or "auto" or "streaming" or "culture" or "finance"
            ? PartnerTexts.Source.Format($"Domain_{name}")
            : name;

    /// <summary>Refuses an invalid name.</summary>
    /// <exception cref="KuajieException">The name breaks the rule.</exception>
    public static void ThrowIfInvalid(string? name)
    {
        if (!IsValid(name))
        {
            throw PartnerTexts.Source.Fault("invalid-domain", "InvalidDomain", isUsage: true, arguments: [name ?? "", MostCharacters]);
        }
    }
}
