using Kuajie.Platform.Audience;

namespace Kuajie.Conformance.InMemory;

/// <summary>Response models by domain and name.</summary>
public sealed class InMemoryResponseModelStore : IResponseModelStore
{
    private readonly Dictionary<(string, string), RecordedResponseModel> models = [];

    public IReadOnlyList<ResponseModelEntry> Of(string domain) =>
        [
            .. models
                .Values.Where(each => each.Domain == domain)
                .Select(each => new ResponseModelEntry(each.Name, each.KeptAt, each.SummaryJson)),
        ];

    public IReadOnlyList<(string Domain, string Name)> All() => [.. models.Keys];

    public RecordedResponseModel? Find(string domain, string name) => models.GetValueOrDefault((domain, name));

    public void Put(RecordedResponseModel model) => models[(model.Domain, model.Name)] = model;

    public bool Remove(string domain, string name) => models.Remove((domain, name));
}
