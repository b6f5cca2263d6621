namespace Kuajie.Platform.Audience;

/// <summary>A response model as it is kept.</summary>
/// <param name="Domain">Whose it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="KeptAt">When it was kept.</param>
/// <param name="SummaryJson">What was asked for and what came of it: request and report.</param>
/// <param name="ModelJson">The model's own file: normalisation, calibration, coefficients or trees.</param>
/// <param name="Hash">SHA-256 of summary and model, as 64 hexadecimal digits.</param>
public sealed record RecordedResponseModel(
    string Domain,
    string Name,
    DateTimeOffset KeptAt,
    string SummaryJson,
    string ModelJson,
    string Hash
);

/// <summary>A kept response model without the model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="KeptAt">When it was kept.</param>
/// <param name="SummaryJson">Request and report.</param>
public sealed record ResponseModelEntry(string Name, DateTimeOffset KeptAt, string SummaryJson);

/// <summary>Where response models are kept. One conformance suite runs on every implementation.</summary>
public interface IResponseModelStore
{
    /// <summary>The response models of a domain, in name order.</summary>
    IReadOnlyList<ResponseModelEntry> Of(string domain);

    /// <summary>The response models of all domains, as (domain, name), in their order.</summary>
    IReadOnlyList<(string Domain, string Name)> All();

    /// <summary>A response model, or null.</summary>
    RecordedResponseModel? Find(string domain, string name);

    /// <summary>Keeps a response model in place of the one of its name.</summary>
    void Put(RecordedResponseModel model);

    /// <summary>Forgets a response model. False where there is none.</summary>
    bool Remove(string domain, string name);
}
