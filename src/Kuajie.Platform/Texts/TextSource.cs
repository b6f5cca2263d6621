using System.Globalization;
using System.Resources;
using System.Text.Json;

namespace Kuajie.Platform.Texts;

/// <summary>
/// Texts that people read, from a pair of resource files (English and Simplified Chinese) beside the class that names them. The current UI culture
/// chooses the language. One subclass-like static holder per slice: <c>private static readonly TextSource Source = TextSource.Of(typeof(ImportTexts));</c>
/// </summary>
public sealed class TextSource
{
    private readonly ResourceManager resources;

    private TextSource(ResourceManager resources) => this.resources = resources;

    /// <summary>The texts in the resource file that carries the type's name and lies in its folder.</summary>
    public static TextSource Of(Type holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return new TextSource(new ResourceManager(holder.FullName!, holder.Assembly));
    }

    /// <summary>A value of the program as files and requests write it: what a fault calls it has to be what can be found there.</summary>
    public static string WordOf(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return JsonNamingPolicy.CamelCase.ConvertName($"{value}");
    }

    /// <summary>The text of a key with its placeholders filled; numbers and dates are written the same in every language.</summary>
    /// <exception cref="MissingManifestResourceException">The key has no text.</exception>
    public string Format(string key, params ReadOnlySpan<object?> arguments)
    {
        var text =
            resources.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new MissingManifestResourceException($"No text has the key '{key}'.");
        return arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
    }
}
