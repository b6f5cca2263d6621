using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kuajie.Marketing.Texts;

/// <summary>
/// Keeps a sentence as its code and what fills its gaps, <c>{"code":"ShortageRows","arguments":["train",12]}</c>, so that what was stored in one language is read in another. Numbers stay numbers; whatever
/// else an argument is, is kept as its invariant text.
/// </summary>
public sealed class MarketingTextConverter : JsonConverter<MarketingText>
{
    private const string CodeName = "code";
    private const string ArgumentsName = "arguments";

    /// <inheritdoc/>
    /// <exception cref="JsonException">It is no sentence, or one that this program has no words for.</exception>
    public override MarketingText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return Text(document.RootElement);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MarketingText value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        writer.WriteString(CodeName, value.Code);
        writer.WriteStartArray(ArgumentsName);
        foreach (var argument in value.Arguments)
        {
            switch (argument)
            {
                case sbyte or byte or short or ushort or int or uint or long:
                    writer.WriteNumberValue(Convert.ToInt64(argument, CultureInfo.InvariantCulture));
                    break;
                case double number when double.IsFinite(number):
                    writer.WriteNumberValue(number);
                    break;
                case MarketingText text:
                    Write(writer, text, options);
                    break;
                default:
                    writer.WriteStringValue(Convert.ToString(argument, CultureInfo.InvariantCulture));
                    break;
            }
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static MarketingText Text(JsonElement root)
    {
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty(CodeName, out var code)
            || !root.TryGetProperty(ArgumentsName, out var arguments)
            || code.GetString() is not { } known
            || !MarketingText.Has(known)
            || arguments.ValueKind != JsonValueKind.Array
        )
        {
            throw new JsonException("Expected a sentence: the code of one, and what fills its gaps.");
        }
        return new MarketingText(known, [.. arguments.EnumerateArray().Select(Argument)]);
    }

    private static object Argument(JsonElement argument) =>
        argument.ValueKind switch
        {
            JsonValueKind.Number => argument.TryGetInt64(out var whole) ? whole : argument.GetDouble(),
            JsonValueKind.String => argument.GetString()!,
            JsonValueKind.Object => Text(argument),
            _ => throw new JsonException("Expected a number, a text or a sentence in the gap of a sentence."),
        };
}
