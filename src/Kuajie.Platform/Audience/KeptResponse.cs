using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Audience;

/// <summary>A response model that was kept, read whole and found undamaged.</summary>
/// <param name="Domain">Whose it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="KeptAt">When it was kept.</param>
/// <param name="Summary">What was asked for and what came of it.</param>
/// <param name="Model">The model.</param>
public sealed record KeptResponse(string Domain, string Name, DateTimeOffset KeptAt, ResponseSummary Summary, ResponseModel Model)
{
    /// <summary>A model as the store keeps it.</summary>
    internal RecordedResponseModel ToRecord()
    {
        using var stream = new MemoryStream();
        Model.Save(stream);
        var (summary, model) = (
            JsonSerializer.Serialize(Summary, RecordedJson.Options),
            Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length)
        );
        return new RecordedResponseModel(Domain, Name, KeptAt, summary, model, HashOf(summary, model));
    }

    /// <summary>Reads what the store kept.</summary>
    /// <exception cref="KuajieException">It is not what was kept, or nothing this program can read.</exception>
    public static KeptResponse Of(RecordedResponseModel recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        if (recorded.Hash == HashOf(recorded.SummaryJson, recorded.ModelJson) && TrySummary(recorded.SummaryJson) is { } summary)
        {
            try
            {
                using var stream = new MemoryStream(Encoding.UTF8.GetBytes(recorded.ModelJson));
                return new KeptResponse(recorded.Domain, recorded.Name, recorded.KeptAt, summary, ResponseModel.Load(stream));
            }
            catch (InvalidInputException)
            {
                // Whole, but of another program: the same cure.
            }
        }
        throw ResponseTexts.Source.Fault("damaged-response-model", "Damaged", recorded.Name, arguments: [recorded.Name, recorded.Domain]);
    }

    /// <summary>A summary, or null where it cannot be read.</summary>
    internal static ResponseSummary? TrySummary(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ResponseSummary>(json, RecordedJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string HashOf(string summary, string model) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{summary}\n{model}")));
}

/// <summary>What was asked for and what came of it.</summary>
/// <param name="Request">Outcome, occasion, window, seed.</param>
/// <param name="Report">Every contender beside the base rate, with metrics and reliability.</param>
public sealed record ResponseSummary(ResponseRequest Request, ResponseReport Report);

/// <summary>A kept response model in a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KeptAt">When it was kept.</param>
/// <param name="Summary">What came of it; null where it is damaged.</param>
public sealed record KeptResponseEntry(string Name, DateTimeOffset KeptAt, ResponseSummary? Summary);
