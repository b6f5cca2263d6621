using System.Text.Json;

namespace Kuajie.Platform.SampleWorld.Words;

/// <summary>The word lists that ship inside the program.</summary>
public static class ScenarioLibrary
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new PipedWordsConverter() } };

    /// <summary>The scenarios there are, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["sports", "auto", "streaming", "culture", "finance"];

    private static readonly Lazy<GeneralWords> general = new(() => Read<GeneralWords>("general"));

    internal static GeneralWords General => general.Value;

    internal static ScenarioWords Of(string scenario) => Read<ScenarioWords>(scenario);

    private static T Read<T>(string name)
    {
        var resource = $"{typeof(ScenarioLibrary).Namespace}.{name}.json";
        using var stream = typeof(ScenarioLibrary).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }
}
