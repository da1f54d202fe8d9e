"""The address that harvesters ask by OAI-PMH 2.0."""

from email.utils import parseaddr

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from search.oai import protocol
from search.oai.dublin_core import Descriptions
from search.oai.protocol import Refused, stamp
from search.oai.records import Repository
from search.oai.writing import Answer


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    """Answer a request of the protocol; errors of its own are answers like others."""
    said = {}
    try:
        said = protocol.asked(request.POST if request.method == "POST" else request.GET)
        answer = Answer(base_url(), said)
        with answer.inside(said["verb"]):
            WRITERS[said["verb"]](answer, Repository(request), said)
    except Refused as error:
        # What was written up to here is dropped.
        answer = Answer(base_url(), said)
        answer.put("error", error, {"code": error.code})
    return HttpResponse(answer.finished(), content_type="text/xml; charset=utf-8")


def base_url():
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('oai')}"


def identify(answer, repository, said):
    answer.put("repositoryName", settings.WAGTAIL_SITE_NAME)
    answer.put("baseURL", base_url())
    answer.put("protocolVersion", "2.0")
    answer.put("adminEmail", parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    answer.put("earliestDatestamp", stamp(repository.earliest))
    answer.put("deletedRecord", "persistent")
    answer.put("granularity", "YYYY-MM-DDThh:mm:ssZ")
    answer.put("compression", "gzip")


def list_metadata_formats(answer, repository, said):
    if "identifier" in said and repository.item(said["identifier"]).is_deleted:
        raise Refused("noMetadataFormats", "Nothing of this record is public any more.")
    answer.format()


def list_sets(answer, repository, said):
    if "resumptionToken" in said:
        # The list of sets is never cut.
        raise protocol.bad_token()
    for spec, name in repository.sets.items():
        with answer.inside("set"):
            answer.put("setSpec", spec)
            answer.put("setName", name)


def get_record(answer, repository, said):
    protocol.check_format(said)
    write_records(answer, repository, [repository.item(said["identifier"])])


def list_identifiers(answer, repository, said):
    harvest = protocol.harvest_of(said)
    items, left = repository.harvested(harvest, protocol.PAGE_SIZE)
    for item in items:
        answer.header(item)
    write_token(answer, harvest, items, left)


def list_records(answer, repository, said):
    harvest = protocol.harvest_of(said)
    items, left = repository.harvested(harvest, protocol.PAGE_SIZE)
    write_records(answer, repository, items)
    write_token(answer, harvest, items, left)


def write_records(answer, repository, items):
    descriptions = Descriptions(items, repository.request)
    for item in items:
        answer.record(item, descriptions.of(item))


def write_token(answer, harvest, items, left):
    """Write the token for what follows; an empty one ends a list of several answers."""
    token, counts = "", {"completeListSize": str(harvest.cursor + left), "cursor": str(harvest.cursor)}
    if left > len(items):
        last = items[-1].record
        token = harvest.resumed_after(last.datestamp, last.pk, len(items)).token
        counts["expirationDate"] = stamp(timezone.now() + protocol.TOKENS_LAST)
    if token or harvest.cursor:
        answer.put("resumptionToken", token, counts)


WRITERS = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
    "GetRecord": get_record,
}
