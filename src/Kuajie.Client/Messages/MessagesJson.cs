using System.Text.Json.Serialization;

namespace Kuajie.Client.Messages;

/// <summary>How the contracts about messages are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(WebhookSecretResponse))]
[JsonSerializable(typeof(IReadOnlyList<WebhookResponse>))]
[JsonSerializable(typeof(WebhookDeliveryResponse))]
[JsonSerializable(typeof(IReadOnlyList<WebhookDeliveryResponse>))]
[JsonSerializable(typeof(ReminderResponse))]
public sealed partial class MessagesJson : JsonSerializerContext;
