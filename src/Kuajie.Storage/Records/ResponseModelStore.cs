using Kuajie.Platform.Audience;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Response models in the records.</summary>
public sealed class ResponseModelStore(RecordsDatabase database) : IResponseModelStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ResponseModelEntry> Of(string domain)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .ResponseModels.AsNoTracking()
                .Where(model => model.Domain == domain)
                .Select(model => new ResponseModelEntry(model.Name, model.KeptAt, model.SummaryJson))
                .AsEnumerable()
                .OrderBy(model => model.Name, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Domain, string Name)> All()
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .ResponseModels.AsNoTracking()
                .Select(model => new { model.Domain, model.Name })
                .AsEnumerable()
                .Select(model => (model.Domain, model.Name))
                .OrderBy(model => model.Domain, StringComparer.Ordinal)
                .ThenBy(model => model.Name, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public RecordedResponseModel? Find(string domain, string name)
    {
        using var context = database.OpenContext();
        return context.ResponseModels.AsNoTracking().SingleOrDefault(model => model.Domain == domain && model.Name == name);
    }

    /// <inheritdoc/>
    public void Put(RecordedResponseModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var context = database.OpenContext();
        var isKnown = context.ResponseModels.AsNoTracking().Any(known => known.Domain == model.Domain && known.Name == model.Name);
        context.Entry(model).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public bool Remove(string domain, string name)
    {
        using var context = database.OpenContext();
        return context.ResponseModels.Where(model => model.Domain == domain && model.Name == name).ExecuteDelete() > 0;
    }
}
