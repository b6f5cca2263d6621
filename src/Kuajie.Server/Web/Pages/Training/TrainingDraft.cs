using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kuajie.Client.Training;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>A training while its form is filled in.</summary>
internal sealed class TrainingDraft
{
    /// <summary>The kind chosen.</summary>
    public string Model { get; set; } = "auto";

    /// <summary>Other domains that speak too.</summary>
    public HashSet<string> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the serving version is carried on.</summary>
    public bool IsRefresh { get; set; }

    /// <summary>Seconds of search.</summary>
    public int BudgetSeconds { get; set; } = 60;

    /// <summary>The seed.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>Whether it serves once it is sound.</summary>
    public bool IsPromoted { get; set; } = true;

    /// <summary>Whether quality is measured first.</summary>
    public bool IsMeasured { get; set; } = true;

    /// <summary>Whether options are set by hand.</summary>
    public bool IsByHand { get; set; }

    /// <summary>Options that were changed, as typed.</summary>
    public Dictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>Weights that were changed, by kind of interaction.</summary>
    public Dictionary<string, double> Weights { get; } = new(StringComparer.Ordinal);

    private int? Steps { get; init; }

    /// <summary>A draft of what is known already.</summary>
    public static TrainingDraft Of(TrainingRunRequest request)
    {
        var draft = new TrainingDraft
        {
            Model = request.Model,
            IsRefresh = request.Refresh,
            BudgetSeconds = request.BudgetSeconds,
            Steps = request.Steps,
            Seed = request.Seed,
            IsPromoted = request.Promote,
            IsMeasured = request.Measure,
            IsByHand = request.Options is not null,
        };
        draft.Sources.UnionWith(request.Sources ?? []);
        foreach (var (kind, weight) in request.Weights ?? new Dictionary<string, double>())
        {
            draft.Weights[kind] = weight;
        }
        if (request.Options is { ValueKind: JsonValueKind.Object } options)
        {
            foreach (var option in options.EnumerateObject())
            {
                draft.Options[option.Name] =
                    option.Value.ValueKind == JsonValueKind.String ? option.Value.GetString()! : option.Value.GetRawText();
            }
        }
        return draft;
    }

    /// <summary>What is asked for.</summary>
    /// <param name="defaults">The kind's options, by which the type of each is known.</param>
    public TrainingRunRequest ToRequest(JsonElement? defaults) =>
        new(
            [.. Sources.Order(StringComparer.Ordinal)],
            IsRefresh ? "auto" : Model,
            !IsRefresh && IsByHand && defaults is { } known ? Chosen(known) : null,
            IsRefresh,
            BudgetSeconds,
            Steps,
            Seed,
            IsPromoted,
            IsMeasured,
            Weights.Count == 0 ? null : Weights
        );

    /// <summary>The changed options in the types of the defaults; what is not of the type goes as it was typed, and the service says what is wrong with it.</summary>
    private JsonElement Chosen(JsonElement defaults)
    {
        var chosen = new JsonObject();
        foreach (var (name, text) in Options.Where(option => option.Value.Length > 0))
        {
            chosen[name] = defaults.TryGetProperty(name, out var known) ? Typed(known, text) : JsonValue.Create(text);
        }
        return JsonSerializer.SerializeToElement(chosen);
    }

    private static JsonNode? Typed(JsonElement known, string text) =>
        known.ValueKind switch
        {
            JsonValueKind.Number when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) =>
                JsonValue.Create(whole),
            JsonValueKind.Number when double.TryParse(text, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            JsonValueKind.True or JsonValueKind.False when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
            JsonValueKind.Array => TryParse(text) ?? JsonValue.Create(text),
            _ => JsonValue.Create(text),
        };

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
