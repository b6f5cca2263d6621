using System.Reflection;

namespace Kuajie.Server.Web.Parts;

/// <summary>The tables of the story that a new person can begin with: a course platform looks for a marathon sponsor.</summary>
internal static class SampleStory
{
    private const string Prefix = "story/";

    /// <summary>Tables by name, those of these names.</summary>
    public static Dictionary<string, string> Tables(IEnumerable<string> names) =>
        names.ToDictionary(name => name, Read, StringComparer.Ordinal);

    private static string Read(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)
            ?? throw new InvalidOperationException($"The story has no table '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
