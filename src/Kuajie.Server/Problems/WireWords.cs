using System.Text.Json;
using Kuajie.Server.Recommendations;

namespace Kuajie.Server.Problems;

/// <summary>Names of the program as the wire writes them, and what a request gives in their place.</summary>
internal static class WireWords
{
    /// <summary>A name as the wire writes it.</summary>
    public static string Of(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>The value of a word; the usual one where it is left out.</summary>
    /// <exception cref="Platform.Faults.KuajieException">It is none of those possible.</exception>
    public static T Read<T>(string where, string? word, T usual)
        where T : struct, Enum
    {
        if (word is null)
        {
            return usual;
        }
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(Of($"{value}"), word, StringComparison.Ordinal))
            {
                return value;
            }
        }
        throw RecommendationsTexts.UnknownWord(where, word, Enum.GetNames<T>().Select(Of));
    }

    /// <summary>What was given, none of it null.</summary>
    /// <exception cref="Platform.Faults.KuajieException">A place is empty.</exception>
    public static IReadOnlyList<T> Each<T>(IReadOnlyList<T> given, string where)
        where T : class => given.Any(each => each is null) ? throw RecommendationsTexts.OutOfRange(where, null, "…") : given;
}
