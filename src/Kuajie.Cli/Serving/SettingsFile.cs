using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Kuajie.Server;

namespace Kuajie.Cli.Serving;

/// <summary>What a service bears, read from a JSON file: the members of <see cref="ServerSettings"/> by their names; what is left out keeps its default.</summary>
internal static class SettingsFile
{
    /// <summary>How the file is written.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            AllowTrailingCommas = true,
            ReadCommentHandling = JsonCommentHandling.Skip,
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveToTheCommandLine } },
        };

    /// <summary>Reads the settings of a file, or the defaults where there is none.</summary>
    /// <exception cref="Platform.Faults.KuajieException">The file cannot be read, or a member is unknown, of another type or out of its range.</exception>
    public static ServerSettings Read(string? file)
    {
        if (file is null)
        {
            return new ServerSettings();
        }
        var settings = Parse(file);
        return settings.Faults().ToArray() is { Length: > 0 } faults ? throw ServeTexts.InvalidSettings(file, faults) : settings;
    }

    private static ServerSettings Parse(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<ServerSettings>(File.ReadAllText(file), Options)
                ?? throw ServeTexts.UnreadableSettings(file, "null", null);
        }
        catch (JsonException unreadable)
        {
            throw ServeTexts.UnreadableSettings(file, PlaceOf(unreadable), unreadable);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw ServeTexts.MissingSettings(file, missing);
        }
    }

    private static string PlaceOf(JsonException unreadable) =>
        FormattableString.Invariant($"{unreadable.LineNumber + 1}:{unreadable.BytePositionInLine + 1} {unreadable.Path}");

    /// <summary>Where the service listens and its keys are said on the command line alone.</summary>
    private static void LeaveToTheCommandLine(JsonTypeInfo type)
    {
        if (type.Type != typeof(ServerSettings))
        {
            return;
        }
        string[] others = ["address", "port", "pseudonymKeys"];
        foreach (var property in type.Properties.Where(property => others.Contains(property.Name, StringComparer.Ordinal)).ToArray())
        {
            type.Properties.Remove(property);
        }
    }
}
