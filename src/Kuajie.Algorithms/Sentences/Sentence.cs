using System.Globalization;
using System.Resources;

namespace Kuajie.Algorithms.Sentences;

/// <summary>
/// A sentence for people, kept as its key and arguments: the language is chosen when it is read, by the current UI culture, so that one result can be read in both languages. Numbers
/// are written the same in every language.
/// </summary>
/// <param name="Code">Stable name for programs, for example <c>VerdictBetter</c>.</param>
/// <param name="Arguments">What fills the gaps, in order.</param>
public abstract record Sentence(string Code, IReadOnlyList<object> Arguments)
{
    /// <summary>Where its sentences are, in both languages.</summary>
    protected abstract ResourceManager Resources { get; }

    /// <summary>The sentence in the current language.</summary>
    /// <exception cref="MissingManifestResourceException">The code has no text.</exception>
    public sealed override string ToString() =>
        string.Format(
            CultureInfo.InvariantCulture,
            Resources.GetString(Code, CultureInfo.CurrentUICulture)
                ?? throw new MissingManifestResourceException($"No text has the key '{Code}'."),
            [.. Arguments]
        );
}
