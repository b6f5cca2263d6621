namespace Kuajie.Platform.SampleWorld.Catalogs;

/// <summary>Fills the placeholders of a title or description template.</summary>
internal static class Phrase
{
    /// <summary>Replaces each <c>{key}</c>; a drawn word never brings a placeholder of its own.</summary>
    public static string Fill(string template, params ReadOnlySpan<(string Key, string Word)> words)
    {
        foreach (var (key, word) in words)
        {
            template = template.Replace($"{{{key}}}", word, StringComparison.Ordinal);
        }
        return template;
    }
}
