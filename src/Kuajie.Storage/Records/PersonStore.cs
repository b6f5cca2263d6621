using Kuajie.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>People who sign in, in the records.</summary>
public sealed class PersonStore(RecordsDatabase database) : IPersonStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Person> All()
    {
        using var context = database.OpenContext();
        return [.. context.People.AsNoTracking().AsEnumerable().OrderBy(person => person.PersonId, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Put(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        using var context = database.OpenContext();
        var isKnown = context.People.Any(known => known.PersonId == person.PersonId);
        context.Entry(person).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }
}
