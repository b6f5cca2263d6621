using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kuajie.Algorithms.Models;

/// <summary>Options as JSON: camel case, all values written, unknown names refused, every fault named at once.</summary>
public static class OptionsJson
{
    private static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The options as one JSON object.</summary>
    public static string Write(ModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return JsonSerializer.Serialize(options, options.GetType(), Settings);
    }

    /// <summary>Reads and checks options; names that are absent keep their defaults.</summary>
    /// <exception cref="InvalidModelOptionsException">No JSON object, unknown names, wrong types, or values out of range.</exception>
    public static TOptions Read<TOptions>(string? json)
        where TOptions : ModelOptions, new()
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return new TOptions();
        }
        using var document = Parse(json);
        var (options, faults) = Fill<TOptions>(document.RootElement);
        faults.AddRange(options.Faults().Where(fault => faults.All(known => known.Option != fault.Option)));
        return faults.Count == 0 ? options : throw new InvalidModelOptionsException(faults);
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }
            document.Dispose();
        }
        catch (JsonException)
        {
            throw NoObject(json);
        }
        throw NoObject(json);
    }

    private static InvalidModelOptionsException NoObject(string json) =>
        new([new OptionFault("options", json.Length <= 60 ? json : json[..60] + "…", "{\"name\": value, …}")]);

    private static (TOptions Options, List<OptionFault> Faults) Fill<TOptions>(JsonElement element)
        where TOptions : ModelOptions, new()
    {
        var options = new TOptions();
        var faults = new List<OptionFault>();
        var known = typeof(TOptions)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), StringComparer.Ordinal);
        foreach (var value in element.EnumerateObject())
        {
            if (!known.TryGetValue(value.Name, out var property))
            {
                faults.Add(new OptionFault(value.Name, value.Value.GetRawText(), string.Join(" | ", known.Keys)));
                continue;
            }
            if (value.Value.ValueKind == JsonValueKind.Null)
            {
                faults.Add(new OptionFault(value.Name, "null", Describe(property.PropertyType)));
                continue;
            }
            try
            {
                property.SetValue(options, value.Value.Deserialize(property.PropertyType, Settings));
            }
            catch (JsonException)
            {
                faults.Add(new OptionFault(value.Name, value.Value.GetRawText(), Describe(property.PropertyType)));
            }
        }
        return (options, faults);
    }

    private static string Describe(Type type) =>
        type.IsEnum ? string.Join(" | ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))
        : type == typeof(int) ? "1, 2, 3, …"
        : type == typeof(bool) ? "true | false"
        : type == typeof(string) ? "\"…\""
        : type == typeof(IReadOnlyList<double>) ? "[0.1, 1, …]"
        : type.IsGenericType ? "[{…}, …]"
        : "0.1, 1, …";
}
