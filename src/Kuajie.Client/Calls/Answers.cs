using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kuajie.Client.Calls;

/// <summary>
/// How answers are read: by the contracts, but without their strictness, which is meant for requests. Members that are null are not written, and a newer service may say more than this
/// client knows.
/// </summary>
internal static class Answers
{
    private static readonly ConcurrentDictionary<JsonSerializerOptions, JsonSerializerOptions> Tolerant = new();

    public static JsonTypeInfo<T> Of<T>(JsonTypeInfo<T> contract) =>
        (JsonTypeInfo<T>)
            Tolerant
                .GetOrAdd(
                    contract.Options,
                    strict => new JsonSerializerOptions(strict)
                    {
                        RespectRequiredConstructorParameters = false,
                        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
                    }
                )
                .GetTypeInfo(typeof(T));
}
