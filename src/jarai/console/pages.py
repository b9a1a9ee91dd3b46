from fastapi import APIRouter
def page_router(services, settings, secrets): return APIRouter()
