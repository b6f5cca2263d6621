using System.Text.Json;
using System.Text.Json.Serialization;
using Kuajie.Marketing.Texts;

namespace Kuajie.Platform.Audience;

/// <summary>How what was found out about an audience is kept: sentences as their codes, so that they are read in any language.</summary>
internal static class RecordedJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Converters = { new MarketingTextConverter(), new JsonStringEnumConverter() },
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
}
